import Capabilities
import Encodings
import FoundationEssentials
import Incident
import Logging
import Postgres
import Synchronization
import TestServers
import Testing
import WorkStore

@testable import WorkerKit

/// What the journal holds before, during and after an effect.
@Suite(
    .serialized, .timeLimit(.minutes(10)), .enabled(if: TestServers.areConfigured, "needs Postgres"), .ownDatabase)
struct EffectsTests {
    private let key = EffectKey("incident/1/ticket")

    /// Says what a try finds in the journal, and numbers what it makes.
    private final class Recorder: Provider {
        let name: String
        let isIdempotent: Bool
        private let database: PostgresClient
        private let log = Mutex<[String]>([])

        init(_ name: String, isIdempotent: Bool = false, _ database: PostgresClient) {
            self.name = name
            self.isIdempotent = isIdempotent
            self.database = database
        }

        /// For each call, the rows of the journal at that moment.
        var calls: [String] { log.withLock { $0 } }

        func option(refusing: Bool = false) -> EffectOption {
            EffectOption(at: self) { () throws(ProviderError) in
                let rows = await EffectsTests.rows(self.database)
                self.log.withLock { $0.append(rows) }
                if refusing {
                    throw ProviderError(
                        provider: self.name, operation: "make", remedy: .giveUp, code: "refused", detail: "no",
                        mayHaveHappened: false, isOutage: false)
                }
                return ExternalObject(externalID: "\(self.name)-1")
            }
        }
    }

    /// The journal: provider, step and result of each row, `intent` for one without.
    private static func rows(_ database: PostgresClient) async -> String {
        let rows = try? await database.query(
            """
            select coalesce(string_agg(provider || ' ' || step || ' ' || coalesce(result ->> 'external_id', 'intent'), ', '
                order by provider, step), '') as rows from effect
            """)
        return (try? rows?.first?.decode("rows")) ?? "unknown"
    }

    private func with(_ body: (PostgresClient) async throws -> Void) async throws {
        let url = try await SuiteDatabase.empty().url(process: "resource-creator")
        try await PostgresClient.withClient(
            configuration: try PostgresConfiguration(url: url, applicationName: "test"), logger: Logger(label: "test"),
            body)
    }

    /// The effects of a new message.
    private func effects(_ database: PostgresClient) -> Effects {
        Effects(
            database: database, messageID: .v7(), token: 1, circuits: CircuitBreakers(metrics: MetricsRegistry()),
            attempt: 1, groups: EffectGroups(database: database),
            logger: Logger(label: "test"))
    }

    /// Ends the message of these effects.
    private func end(_ effects: Effects, _ database: PostgresClient) async throws {
        try await database.transaction { transaction in
            let work = UnitOfWork(transaction, source: "/muster/test")
            effects.writeDown(in: work)
            _ = try await work.commit()
        }
    }

    @Test func anIntentIsThereBeforeTheCallAndItsResultAfterIt() async throws {
        try await with { database in
            let vendor = Recorder("vendor", database)
            let made = try await effects(database).once("create", key: key, by: [vendor.option()])
            #expect(made.provider == "vendor" && made.object.externalID == "vendor-1")
            #expect(vendor.calls == ["vendor create intent"])
            #expect(await Self.rows(database) == "vendor create vendor-1")
        }
    }

    @Test func whatMayBeAskedAgainIsWrittenDownWithTheEndOfTheMessage() async throws {
        try await with { database in
            let own = Recorder("own", isIdempotent: true, database)
            let effects = effects(database)
            for step in ["b", "a", "b"] { _ = try await effects.once(step, key: key, by: [own.option()]) }
            #expect(own.calls == ["", ""])
            #expect(await Self.rows(database) == "")
            try await end(effects, database)
            #expect(await Self.rows(database) == "own a own-1, own b own-1")
        }
    }

    @Test func aMessageThatIsCutOffAsksAgain() async throws {
        try await with { database in
            let own = Recorder("own", isIdempotent: true, database)
            _ = try await effects(database).once("create", key: key, by: [own.option()])
            let second = effects(database)
            #expect(try await second.once("create", key: key, by: [own.option()]).object.externalID == "own-1")
            #expect(own.calls.count == 2)
            try await end(second, database)
            _ = try await effects(database).once("create", key: key, by: [own.option()])
            #expect(own.calls.count == 2)
        }
    }

    /// The configuration may have changed since.
    @Test(arguments: [true, false]) func whatAnotherProviderHasDoneIsNotDoneAgain(isIdempotent: Bool) async throws {
        try await with { database in
            let former = Recorder("former", database)
            _ = try await effects(database).once("create", key: key, by: [former.option()])
            let new = Recorder("new", isIdempotent: isIdempotent, database)
            let made = try await effects(database).once("create", key: key, by: [new.option()])
            #expect(made.provider == "former" && made.object.externalID == "former-1")
            #expect(new.calls.isEmpty)
            #expect(await Self.rows(database) == "former create former-1")
        }
    }

    /// Another try may come upon the first choice again, and must see that the second has done it.
    @Test func aSecondChoiceHasAnIntentAlsoWhereItMayBeAskedAgain() async throws {
        try await with { database in
            let vendor = Recorder("vendor", database)
            let own = Recorder("own", isIdempotent: true, database)
            let made = try await effects(database).once(
                "create", key: key, by: [vendor.option(refusing: true), own.option()])
            #expect(made.provider == "own")
            #expect(own.calls == ["own create intent"])
            #expect(try await effects(database).once("create", key: key, by: [vendor.option()]).provider == "own")
        }
    }
}
