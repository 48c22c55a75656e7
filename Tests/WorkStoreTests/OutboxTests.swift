import Contracts
import FoundationEssentials
import Postgres
import TestServers
import Testing

@testable import WorkStore

@Suite(
    .serialized, .timeLimit(.minutes(10)), .enabled(if: TestServers.areConfigured, "needs Postgres"), .ownDatabase)
struct OutboxTests {
    private func rows(_ count: Int) -> [OutboxRow] {
        (0..<count).map { OutboxRow(Remind("\($0)"), about: .test, source: "/muster/notifier") }
    }

    @Test func aSweepTakesWhatNobodyPublishedAndLeasesIt() async throws {
        try await Store.with { store in
            let rows = rows(3)
            let outbox = Outbox(database: store.database)
            _ = try await store.database.query(OutboxRow.insert(rows, leased: false))
            let first = try await outbox.sweep(atMost: 2)
            let rest = try await outbox.sweep(atMost: 2)
            #expect(first.count == 2 && rest.count == 1)
            #expect(Set(first + rest) == Set(rows))
            #expect(try await outbox.sweep(atMost: 2).isEmpty)
        }
    }

    @Test func whatIsMarkedIsPublishedForGood() async throws {
        try await Store.with { store in
            let rows = rows(2)
            let outbox = Outbox(database: store.database)
            _ = try await store.database.query(OutboxRow.insert(rows, leased: false))
            try await store.run("update outbox_event set created_at = now() - interval '90 seconds'")
            #expect(try await outbox.oldestAge() >= 90)
            try await outbox.mark([rows[0].id])
            #expect(try await outbox.sweep(atMost: 10) == [rows[1]])
            try await outbox.mark([rows[1].id])
            #expect(try await outbox.oldestAge() == 0)
            try await outbox.mark([])
        }
    }

    /// 1, 2, 4 … seconds, at most five minutes.
    @Test func aRefusedRowBacksOffAlone() async throws {
        try await Store.with { store in
            let rows = rows(2)
            let outbox = Outbox(database: store.database)
            _ = try await store.database.query(OutboxRow.insert(rows, leased: false))
            var waits: [String] = []
            for _ in 0..<11 {
                // The wait as it was computed: the clock of the transaction that wrote it is the row's own.
                waits += try await store.database.transaction { transaction in
                    _ = try await transaction.query(Outbox.backingOff([rows[0].id]))
                    return try await transaction.query(
                        """
                        select extract(epoch from claimable_at - now())::int4::text as line from outbox_pending where id = $1
                        """, [.uuid(rows[0].id)]
                    ).map { try $0.decode("line") }
                }
            }
            #expect(waits == ["1", "2", "4", "8", "16", "32", "64", "128", "256", "300", "300"])
            try await outbox.backOff([rows[0].id])
            #expect(try await outbox.sweep(atMost: 10) == [rows[1]])
            let untouched = try await store.lines("select id::text as line from outbox_pending where attempts = 0")
            #expect(untouched.compactMap(UUID.init(uuidString:)) == [rows[1].id])
            let tries = try await store.lines("select attempts::text as line from outbox_pending where attempts > 0")
            #expect(tries == ["12"])
        }
    }

    @Test func aMessageIsWrappedForWhomItIsFor() throws {
        let time = Date(timeIntervalSince1970: 1_767_603_600)
        let row = OutboxRow(Remind("now"), about: .test, source: "/muster/notifier", at: time)
        let envelope = try Envelope.of(row)
        #expect(row.messageID == row.id && row.contentType == Envelope.contentType)
        #expect(envelope.id == row.messageID && envelope.source == "/muster/notifier")
        #expect(envelope.subject == "INC-17" && row.correlationID == Subject.test.id)
        #expect(envelope.time == time && envelope.generation == nil)
        #expect(envelope.type == "muster.person.remind.v1" && envelope.type == row.type)
        #expect(try envelope.decode(Remind.self) == Remind("now"))
        // The same trace, another span.
        #expect(envelope.traceparent == row.traceparent)
        #expect(envelope.traceparent?.hasPrefix("00-0af7651916cd43dd8448eb211c80319c-") == true)
        #expect(envelope.traceparent != Subject.test.cause)
    }
}
