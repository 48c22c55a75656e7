import Foundation
import TestServers
import Testing

@Suite(.serialized, .enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)))
struct CanaryTests {
    /// Two instances send one canary a minute, which leaves neither an alert nor an incident behind.
    @Test func oneInstanceSendsACanary() async throws {
        try await IntakeProcess.run(environment: ["MUSTER_HEARTBEAT_URL": "https://beats.example.org"]) { intake in
            try await intake.second { _ in
                try await eventually("a canary is announced") {
                    try await intake.database.run(
                        sql: "select count(*) from intake.outbox where type = 'muster.trial.requested.v1'") == ["1"]
                }
                #expect(
                    try await intake.database.run(
                        sql: """
                            select kind || ' ' || person from paging.trial
                            union all select 'alert' from core.alert union all select 'incident' from core.incident
                            """) == ["canary nobody"])
            }
        }
    }
}
