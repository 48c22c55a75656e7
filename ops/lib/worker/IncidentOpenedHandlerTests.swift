import Contracts
import FoundationEssentials
import Incident
import TestServers
import Testing
import WorkerKit
import WorkerTesting

@testable import @Name@

/// The handler on the runtime of a process, with a broker in memory and a database of the suite's own.
@Suite(.serialized, .timeLimit(.minutes(5)), .enabled(if: TestServers.areConfigured, "needs Postgres"), .ownDatabase)
struct IncidentOpenedHandlerTests {
    private func opened(_ title: String) -> IncidentOpened {
        IncidentOpened(
            incident: IncidentReference(id: UUID(), name: "INC-1", version: 1), title: title, type: "availability",
            severity: "SEV2", priority: "medium", visibility: .open, source: .report, drill: false)
    }

    private func with(_ body: (WorkerHarness, TestDatabase) async throws -> Void) async throws {
        let database = try await SuiteDatabase.empty()
        try await WorkerHarness.run("@name@", databaseURL: database.url(process: "@name@")) { _ in
            [.database(IncidentOpenedHandler())]
        } _: { harness in
            try await body(harness, database)
        }
    }

    @Test func anIncidentIsWrittenDownOnceHoweverOftenItComes() async throws {
        try await with { harness, database in
            let message = opened("Payments are refused")
            let fates = await harness.handle([harness.envelope(message), harness.envelope(message)])
            #expect(fates == [.done, .done])
            let titles = try await database.run(sql: "select title from @schema@.entry")
            #expect(titles == ["Payments are refused"])
        }
    }
}
