import Encodings
import Escalation
import FoundationEssentials
import Incident
import Logging
import Postgres
import TestServers
import Testing

@testable import PageStore

/// With the rights of paging.
@Suite(
    .enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)), .serialized,
    .ownDatabase
)
struct EscalationsTests {
    private func with(_ body: (PostgresClient) async throws -> Void) async throws {
        let database = try await SuiteDatabase.empty()
        let configuration = try PostgresConfiguration(url: database.url(process: "paging"), applicationName: "test")
        let client = PostgresClient(configuration: configuration, logger: Logger(label: "test"))
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await client.run() }
            try await body(client)
            group.cancelAll()
        }
    }

    private func record() -> EscalationRecord {
        let policy = EscalationPolicy(
            name: "p",
            steps: [EscalationStep(targets: [.schedule("s"), .team("t"), .role(.scribe)], strategy: .roundRobin)],
            repeats: nil, acknowledgementExpires: .seconds(3600), lastResort: ["z@example.org"])
        return EscalationRecord(
            id: .v7(), incident: .v7(), urgency: .low,
            escalation: Escalation(policy, at: Date(timeIntervalSince1970: 1_800_000_000)))
    }

    @Test func anEscalationIsReadAsItWasWritten() async throws {
        try await with { client in
            var record = record()
            #expect(try await client.query(Escalations.insert([record])).count == 1)
            #expect(try await client.query(Escalations.insert([record])).isEmpty)
            #expect(try await Escalations.lock([record.id], in: client).records == [record])
            _ = record.escalation.advance(to: Date(timeIntervalSince1970: 1_800_000_000))
            record.reassigned = true
            record.taken = 7
            record.urgency = .high
            _ = try await client.query(Escalations.update([record]))
            #expect(try await Escalations.lock(ofIncidents: [record.incident], in: client).records == [record])
        }
    }

    @Test func stepsAreCountedForThoseWhoTakeTurns() async throws {
        try await with { (client: PostgresClient) async throws in
            for expected in 0..<3 {
                #expect(try await Escalations.turn(ofStep: 1, of: "p", in: client) == expected)
            }
            #expect(try await Escalations.turn(ofStep: 2, of: "p", in: client) == 0)
        }
    }
}
