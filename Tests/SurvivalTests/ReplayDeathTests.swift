import Foundation
import JSON
import TestServers
import Testing

/// A replay is the dead-letter-keeper's: whoever asked for it may leave, and the keeper may die in its midst.
@Suite(.serialized, .enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)))
struct ReplayDeathTests {
    private static let letters = 400

    @Test func aKeeperKilledInAReplaySendsEachLetterOnce() async throws {
        try await Stack.run { stack in
            try await stack.start(["intake", "resource-creator", "notifier"])
            let keeper = try await stack.start("dead-letter-keeper")
            try await bury(Self.letters, stack)
            async let command = stack.runMuster([
                "dead-letters", "replay", "--all", "--rate", "100", "--wait", "120", "--json",
            ])
            try await eventually("it is in the midst", within: .seconds(60), every: .milliseconds(20)) {
                try await stack.count(taken) >= 50
            }
            await keeper.kill()
            try await stack.endSessions(of: "dead-letter-keeper")
            #expect(try await stack.count(taken) < Self.letters)
            #expect(try await stack.count("select count(finished_at) as n from dead_letter_keeper.selection") == 0)

            try await stack.start("dead-letter-keeper")
            let result = try await command
            #expect(result.status == 0, "\(result.errors)")
            let report = try JSON.parse(Array(result.output.utf8))
            #expect(report["published"] == JSON.int(Self.letters))
            #expect(report["skipped"] == 0)
            #expect(try await stack.letters("replayed").count == 100, "the listing's limit")
            #expect(
                try await stack.texts(
                    "select count(*) || ' ' || count(distinct message_id) as t from dead_letter_keeper.outbox")
                    == ["\(Self.letters) \(Self.letters)"])
            try await eventually("the worker has done each") {
                try await stack.count(
                    """
                    select count(*) as n from dead_letter_keeper.letter l
                      join notifier.inbox i on i.message_id::text = l.message_id and i.done_at is not null
                    """) == Self.letters
            }
            try await stack.expectWhole()
            try stack.expectEveryMailOnce(announcements: 1)
        }
    }

    @Test func withoutAKeeperTheCommandSaysSoAndTheOrderStays() async throws {
        try await Stack.run { stack in
            try await stack.start(["intake", "resource-creator", "notifier"])
            try await bury(3, stack)
            let told = try await stack.runMuster(["dead-letters", "replay", "--all", "--wait", "1"])
            #expect(told.status == 1)
            #expect(told.errors.contains("No dead-letter-keeper is connected"))
            #expect(told.errors.contains("Letters not taken after 1 s without progress: 3"))

            let left = try stack.startMuster(["dead-letters", "replay", "--resume", "--wait", "600"])
            // Its first look may be the one for what is unfinished, before it is ready for a ^C.
            var looks: Set<String> = []
            try await eventually("it watches") {
                looks.formUnion(
                    try await stack.texts(
                        """
                        select query_start::text as t from pg_stat_activity where datname = current_database()
                        and application_name like 'muster-cli/%' and query like '%selected_letter%'
                        """))
                return looks.count > 2
            }
            left.send(signal: SIGINT)
            let end = await left.end()
            #expect(end.status == 130)
            #expect(end.errors.contains("goes on without this command"))

            try await stack.start("dead-letter-keeper")
            try await eventually("all are sent") {
                try await stack.count(
                    "select count(*) as n from dead_letter_keeper.letter where state = 'replayed'") == 3
            }
            try await stack.expectWhole()
        }
    }

    private let taken = "select count(*) as n from dead_letter_keeper.selected_letter where state = 'published'"

    /// Dead letters as the keeper has them: events of an incident that is closed, so that nothing is left to do for them.
    private func bury(_ count: Int, _ stack: Stack) async throws {
        _ = try await stack.report("Buried")
        try await stack.awaitAssembled(1)
        // What is not announced before it is closed is not announced any more.
        try await eventually("it is announced") { try stack.announcements().count == 1 }
        try await stack.move("INC-1", to: "closed")
        try await stack.asOwner(
            """
            insert into dead_letter_keeper.letter (id, worker, message_id, message_type, incident, "group", place,
                error_code, error_detail, attempts, properties, body, body_digest)
            select new.id, 'notifier', new.id::text, o.type, 'INC-1', 'g', 'send', 'boom', 'it broke', 5,
                   jsonb_build_object('type', o.type, 'correlation_id', o.correlation_id),
                   convert_to(replace(convert_from(o.body, 'UTF8'), o.message_id::text, new.id::text), 'UTF8'), 'x'
              from (select * from intake.outbox where type = 'muster.incident.opened.v1' order by id limit 1) o,
                   lateral (select core.uuid_v7() as id from generate_series(1, \(count)) where o.id is not null) new
            """)
    }
}
