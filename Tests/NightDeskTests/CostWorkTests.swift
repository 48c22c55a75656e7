import Foundation
import JSON
import Nights
import TestServers
import Testing

@testable import NightDesk

/// Costs of a night, with the rights of its role.
@Suite(.enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)))
struct CostWorkTests {
    private func step(_ report: NightRun.Report) throws -> NightStep {
        try #require(report.night.steps.first { $0.name == .costs })
    }

    @Test func costsAreAddedUpByDayTypeAndTeam() async throws {
        try await NightFixture.run { fixture in
            try await fixture.incident(at: "2025-03-01T10:00:00Z")
            try await fixture.incident(at: "2025-03-01T20:00:00Z", hours: 1, type: "breach", restricted: true)
            try await fixture.incident(at: "2025-03-02T10:00:00Z", type: "test")
            try await fixture.incident(at: "2025-03-02T11:00:00Z", drill: true)
            try await fixture.incident(at: "2025-03-03T23:00:00Z", hours: nil)
            let costs = try step(try await fixture.night("2025-03-03"))
            #expect(costs.state == .done, "\(costs)")
            #expect(
                try await fixture.rows()["cost_day"] == [
                    "(2025-03-01,breach,Ops,EUR,t,10000)", "(2025-03-01,outage,Ops,EUR,f,20000)",
                    "(2025-03-03,outage,Ops,EUR,f,10000)",
                ])
            // An hour later it has cost more: of a night only what had happened by its end is known.
            try await fixture.night("2025-03-04")
            #expect(try await fixture.rows()["cost_day"]?.last == "(2025-03-03,outage,Ops,EUR,f,250000)")
        }
    }

    /// The worker has never heard of one, has counted one wrong, and one right.
    @Test func whatTheWorkerMissedIsPutRightAndTold() async throws {
        try await NightFixture.run { fixture in
            let (unheard, wrong, right) = (
                try await fixture.incident(at: "2025-03-01T10:00:00Z"),
                try await fixture.incident(at: "2025-03-01T11:00:00Z"),
                try await fixture.incident(at: "2025-03-01T12:00:00Z")
            )
            try await fixture.database.run(
                sql: """
                    insert into cost_calculator.account (incident_id, total_minor, currency, model, computed_at,
                        published_minor, published_currency, document) values
                        ('\(wrong)', 500, 'EUR', 'classic', '2025-03-01T14:00:00Z', 500, 'EUR', '{}'),
                        ('\(right)', 20000, 'EUR', 'classic', '2025-03-01T15:00:00Z', 20000, 'EUR', '{}');
                    """)
            for _ in 1...2 {
                let told = try step(try await fixture.night("2025-03-03")).error
                #expect(told?.contains("lost events of 2 incidents") == true, "\(told ?? "")")
            }
            let accounts = try await fixture.database.run(
                sql:
                    "select incident_id || ' ' || total_minor || coalesce(' ' || published_minor, '') from cost_calculator.account"
            )
            #expect(
                Set(accounts)
                    == [
                        "\(unheard) 20000", "\(wrong) 20000 500", "\(right) 20000 20000",
                    ].lowercased())
            let changes = try await fixture.rows()["cost_change"]
            #expect(
                Set(changes ?? [])
                    == [
                        "(\(unheard),2025-03-03,lost_event,cost-calculator,,,20000,EUR)",
                        "(\(wrong),2025-03-03,lost_event,cost-calculator,500,EUR,20000,EUR)",
                    ].lowercased(keeping: ["EUR"]))
        }
    }

    /// A rate that was wrong: the old amounts stay as rows, and the accounts follow.
    @Test func ratesThatChangeAfterwardsCountAnew() async throws {
        try await NightFixture.run { fixture in
            let id = try await fixture.incident(at: "2025-03-01T10:00:00Z")
            try await fixture.night("2025-03-03")
            try await fixture.configure(
                costs: [
                    "currency": "EUR", "rates": [["per_hour": 150]], "review": ["base": "0s", "per_participant": "0s"],
                ])
            try await fixture.database.run(sql: "update core.configuration set applied_at = now() where version = 2")
            try await fixture.night("2025-03-04")
            let changes = try await fixture.database.run(
                sql: """
                    select concat_ws(' ', day, reason, kept_by, before_minor, after_minor) from nightly.cost_change
                    where before_minor is not null order by kept_by
                    """)
            #expect(
                changes == ["2025-03-04 rules cost-calculator 20000 30000", "2025-03-04 rules nightly 20000 30000"],
                "\(id)")
            #expect(try await fixture.database.run(sql: "select total_minor from cost_calculator.account") == ["30000"])
            #expect(try await fixture.rows()["cost_day"] == ["(2025-03-01,outage,Ops,EUR,f,30000)"])
        }
    }

    @Test func withoutRulesThereIsNothingToCount() async throws {
        try await NightFixture.run(costs: nil) { fixture in
            try await fixture.incident(at: "2025-03-01T10:00:00Z")
            #expect(try step(try await fixture.night("2025-03-03")).state == .skipped)
        }
    }
}

extension Set<String> {
    /// Ids are in small letters in the database.
    fileprivate func lowercased(keeping words: [String] = []) -> Set<String> {
        Set(map { text in words.reduce(text.lowercased()) { $0.replacing($1.lowercased(), with: $1) } })
    }
}

extension Array<String> {
    fileprivate func lowercased(keeping words: [String] = []) -> Set<String> { Set(self).lowercased(keeping: words) }
}
