import Contracts
import Foundation
import JSON
import Logging
import Postgres
import TestServers
import Testing

@testable import Operations

/// What a pause delays, in words and from the rows.
@Suite struct ScheduledWorkTests {
    @Test(
        arguments: [
            ([:], ""), ([SendPage.type: 1], "1 page"),
            ([SendNotice.type: 12, SendPage.type: 3], "3 pages and 12 reminders"),
            (
                [SendNotice.type: 1, AdvanceEscalation.type: 2, "muster.incident.opened.v1": 4, "native.edge": 1],
                "2 steps of escalations, 1 reminder and 5 other messages"
            ),
        ] as [([String: Int], String)]) func isToldAsPeopleSayIt(_ counts: [String: Int], _ text: String)
    {
        #expect(ScheduledWork(counts).text == text)
        #expect(ScheduledWork(counts).isEmpty == text.isEmpty)
    }

    @Test func everyCommandHasAWord() {
        // One word each: what had two would be counted twice.
        #expect(ScheduledWork.nouns.map(\.type).sorted() == MessageCatalogue.commands.map { $0.type }.sorted())
    }
}

@Suite(.serialized, .enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)))
struct ScheduledWorkRowsTests {
    @Test func countsWhatIsDueWithinHalfAnHour() async throws {
        try await TestServers.shared().withDatabase(template: TestServers.migratedTemplate) { database in
            let timers = [("a", SendPage.type, 5), ("b", SendPage.type, 29), ("c", SendPage.type, 31), ("d", "x", -1)]
                .map {
                    "('\($0.0)', '\($0.1)', now() + interval '\($0.2) minutes', 's', '{}')"
                }
            try await database.run(
                sql: "insert into paging.timer (key, type, due, subject, data) values \(timers.joined(separator: ", "))"
            )
            let client = PostgresClient(
                configuration: try PostgresConfiguration(
                    url: database.url(process: "operator"), applicationName: "test"), logger: Logger(label: "test"))
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await client.run() }
                let paging = try await ScheduledWork.due(of: "paging", client: client)
                #expect(paging.counts == [SendPage.type: 2, "x": 1])
                #expect(try await ScheduledWork.due(of: "notifier", client: client).isEmpty)
                #expect(try await ScheduledWork.due(of: "nobody", client: client).isEmpty)
                let some = try await ScheduledWork.due(of: ["paging", "intake", "nobody"], client: client)
                #expect(some.map(\.worker) == ["intake", "paging"] && some[1].work == paging)
                let all = try await ScheduledWork.due(of: nil, client: client)
                #expect(all.count > 5 && all.filter { !$0.work.isEmpty }.map(\.worker) == ["paging"])
                group.cancelAll()
            }
        }
    }
}
