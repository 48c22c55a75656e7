import Capabilities
import Encodings
import FoundationEssentials
import JSON
import Postgres
import TestServers
import Testing

@testable import WorkStore

@Suite(
    .serialized, .timeLimit(.minutes(10)), .enabled(if: TestServers.areConfigured, "needs Postgres"), .ownDatabase)
struct EffectJournalTests {
    private let key = EffectKey("incident/1/ticket")
    private let object = ExternalObject(externalID: "7", url: "https://vendor.example.org/7", address: nil)

    private func journal(_ store: Store, message: UUID = .v7(), token: Int = 1) -> EffectJournal {
        EffectJournal(
            database: store.database, messageID: message, token: token, lease: .seconds(30),
            groups: EffectGroups(database: store.database))
    }

    private func begin(
        _ journal: EffectJournal, step: String = "create", at provider: String = "vendor",
        settling: Duration = .seconds(60)
    ) async throws -> String {
        let entry = try await journal.begin(
            key, step: step, provider: provider, intent: ["title": "t"], settling: settling)
        return switch entry {
        case .fresh: "fresh"
        case .busy: "busy"
        case .uncertain(let wait): wait > .zero ? "uncertain, wait" : "uncertain"
        case .done(let provider, let object): "done \(provider) \(object.externalID)"
        }
    }

    @Test func anEffectIsBegunByOneAndFoundByTheNext() async throws {
        try await Store.with { store in
            let first = journal(store)
            #expect(try await begin(first) == "fresh")
            // Another message has it as long as the lease lasts; the same message comes back to it at once.
            #expect(try await begin(journal(store)) == "busy")
            #expect(try await begin(journal(store, message: first.messageID, token: 2)) == "uncertain, wait")
            try await store.run("update effect set lease_until = now() - interval '1 second', uncertain_until = now()")
            let next = journal(store)
            #expect(try await begin(next) == "uncertain")
            try await next.repeating(key, step: "create", provider: "vendor", settling: .seconds(60))
            #expect(try await begin(next) == "uncertain, wait")
            #expect(try await next.finish(key, step: "create", provider: "vendor", object: object))
            #expect(try await begin(journal(store)) == "done vendor 7")
            #expect(try await begin(journal(store), at: "other") == "done vendor 7")
            let known = try await journal(store).results(of: key)["create"]
            #expect(known?.provider == "vendor" && known?.object == object)
        }
    }

    @Test func whoHasLostAnEffectWritesNothingDown() async throws {
        try await Store.with { store in
            let first = journal(store)
            _ = try await begin(first)
            _ = try await begin(journal(store, message: first.messageID, token: 2))
            #expect(try await !first.finish(key, step: "create", provider: "vendor", object: object))
            try await first.forget(key, step: "create", provider: "vendor")
            #expect(try await store.lines("select (done_at is null)::text as line from effect") == ["true"])
        }
    }

    @Test func anIntentWhoseCallHadNoEffectIsForgotten() async throws {
        try await Store.with { store in
            let journal = journal(store)
            _ = try await begin(journal)
            try await journal.forget(key, step: "create", provider: "vendor")
            #expect(try await begin(journal) == "fresh")
            _ = try await journal.finish(key, step: "create", provider: "vendor", object: object)
            try await journal.forget(key, step: "create", provider: "vendor")
            #expect(try await begin(journal) == "done vendor 7")
        }
    }

    @Test func notesAreWrittenWithTheEndOfTheMessage() async throws {
        try await Store.with { store in
            let notes = EffectNotes()
            #expect(notes.statement(message: .v7(), token: 1) == nil)
            notes.add(key, step: "b", provider: "native", object: object)
            notes.add(key, step: "a", provider: "native", object: object)
            #expect(notes.known(key)?.keys.sorted() == ["a", "b"])
            let statement = try #require(notes.statement(message: .v7(), token: 1))
            // Twice: a result that is there stays.
            for _ in 0..<2 { try await store.committer.commit { $0.write(statement) } }
            #expect(try await journal(store).results(of: key).keys.sorted() == ["a", "b"])
        }
    }

    /// Intents and results that come together keep apart.
    @Test func journalsThatWriteTogetherKeepApart() async throws {
        try await Store.with { store in
            let groups = EffectGroups(database: store.database)
            let journals = (0..<40).map { _ in
                EffectJournal(
                    database: store.database, messageID: .v7(), token: 1, lease: .seconds(30), groups: groups)
            }
            let begun = try await withThrowingTaskGroup(of: String.self) { group in
                for (number, journal) in journals.enumerated() {
                    // Two messages for each effect: one has it.
                    group.addTask { try await begin(journal, step: "create \(number / 2)") }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(begun.filter { $0 == "fresh" }.count == 20 && begun.filter { $0 == "busy" }.count == 20)
            let finished = try await withThrowingTaskGroup(of: Bool.self) { group in
                for (number, journal) in journals.enumerated() {
                    group.addTask {
                        try await journal.finish(
                            key, step: "create \(number / 2)", provider: "vendor",
                            object: ExternalObject(externalID: "\(number / 2)"))
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(finished.filter { $0 }.count == 20)
            let results = try await journals[0].results(of: key)
            #expect(results.count == 20 && results.allSatisfy { "create \($1.object.externalID)" == $0 })
        }
    }
}
