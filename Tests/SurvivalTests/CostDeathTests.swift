import Foundation
import JSON
import TestServers
import Testing

/// The cost-calculator is killed at its work: what is counted afterwards is what would have been counted.
@Suite(.enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)))
struct CostDeathTests {
    private static let organisation =
        Organisation.yaml(resources: ["ticket"])
        + "costs: { currency: EUR, rates: [{ per_hour: 60 }], types: [{ name: vendor fee }] }\n"

    /// It waits for a lock inside of its transaction; two others begin where it ended.
    @Test func killedWhileItCountsItCountsEachLineOnce() async throws {
        try await Stack.run(organisation: Self.organisation) { stack in
            try await stack.start(["intake", "resource-creator", "notifier", "dead-letter-keeper"])
            let worker = try await stack.start("cost-calculator")
            try await stack.holding("lock table cost_calculator.account in exclusive mode") {
                let incident = try await stack.report("Payments are refused")
                _ = try await stack.deliver(
                    "POST", "/api/v1/incidents/\(incident)/costs",
                    [
                        "type": "vendor fee", "amount": ["amount_minor": 12_050, "currency": "EUR"],
                        "reason": "Bill 42",
                    ], key: UUID().uuidString)
                try await stack.awaitLock(of: "cost-calculator")
                await worker.kill()
                try await stack.endSessions(of: "cost-calculator")
            }
            #expect(try await stack.count("select count(*) as n from cost_calculator.account") == 0)
            try await stack.start(["cost-calculator", "cost-calculator"])
            try await stack.expectWhole()
            // An hour of two people is less than another fee would be.
            let counted = try await stack.count(
                """
                select count(*) as n from cost_calculator.account
                where total_minor between 12050 and 20000 and published_minor >= 12050
                """)
            #expect(counted == 1)
            #expect(
                try await stack.count(
                    """
                    select count(*) as n from cost_calculator.account a, jsonb_array_elements(a.document->'lines') line
                    where line->>'reason' = 'Bill 42'
                    """) == 1)
        }
    }
}
