import Foundation
import JSON
import Postgres
import TestServers
import Testing

@testable import Operations

@Suite(.enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)))
struct PersonErasureTests {
    private func erase(
        _ client: PostgresClient, isDryRun: Bool = false, reason: String = "asked for it", by actor: String = "ana"
    ) async throws -> PersonErasure.Result {
        try await PersonErasure(client: client, actor: actor)
            .erase("Gone.Person+x@example.org", reason: reason, isDryRun: isDryRun)
    }

    @Test func plantedEverywhereTheyAreFoundNowhere() async throws {
        try await MigratedDatabase.with { database, client in
            try await PlantedPerson.plant(in: database)
            // The configuration in force has them, too: here it is one of those before.
            try await database.run(
                sql: "insert into core.configuration (digest, document, applied_by) values ('d', '{}', 'x')")
            let planted = try await PlantedPerson.found(in: database)
            #expect(planted.count > 100, "\(planted)")
            let rehearsed = try await erase(client, isDryRun: true)
            #expect(rehearsed.isDryRun)
            #expect(try await PlantedPerson.found(in: database) == planted, "a dry run changes nothing")
            let done = try await erase(client)
            #expect(done.places == rehearsed.places && done.pseudonym == rehearsed.pseudonym)
            #expect(try await PlantedPerson.found(in: database).isEmpty)
            #expect(
                Set(done.places.filter { $0.fate == "deleted" }.map(\.table)) == ["paging.contact"],
                "the others were planted with more than the address")
            let audit = try await database.run(
                sql: "select actor, target, detail->>'reason' from core.audit where action = 'person.erased'")
            #expect(audit == ["ana|\(done.pseudonym)|asked for it"])
            let again = try await erase(client)
            #expect(again.places.isEmpty && again.pseudonym == done.pseudonym)
            let other = try await database.run(
                sql: "select name, location from core.participant where email = 'other.gone.person+x@example.org'")
            #expect(other == ["Other One|There"])
        }
    }

    /// Triggers write who was what into a history: the intervals stay as many as they were, and name nobody.
    @Test func historyIsNotWrittenAnew() async throws {
        try await MigratedDatabase.with { database, client in
            try await database.run(
                sql: """
                    insert into core.incident (id, title, description, type, severity, priority, source, status) values
                        (core.uuid_v7(), 'Told by gone.person+x@example.org', '', 'o', 'h', 'p', 'report', 'closed'),
                        (core.uuid_v7(), repeat('t', 174) || ' gone.person+x@example.org', '', 'o', 'h', 'p', 'report', 'closed');
                    insert into core.participant (incident_id, email, name, location, roles, engaged_by)
                        select id, 'gone.person+x@example.org', 'Jo', 'Here', '{incident_commander,scribe}', 'x'
                        from core.incident where number = 1;
                    update core.participant set roles = '{incident_commander}';
                    insert into native.conversation_member (conversation_id, email)
                        select id, 'gone.person+x@example.org' from native.conversation;
                    insert into core.api_key (prefix, name, digest, scopes)
                        values ('abcdefgh', 'gone.person+x@example.org', sha256('x'), '{}');
                    insert into dead_letter_keeper.letter (id, worker, "group", place, error_code, error_detail, attempts, properties,
                        body, body_digest) values (core.uuid_v7(), 'w', 'g', 'p', 'c', '', 1, '{}',
                        '{"by":"gone.person+x@example.org"}', sha256('{"by":"gone.person+x@example.org"}'));
                    """)
            let count = try await database.run(sql: "select role, until is null from core.role_interval order by 1")
            let done = try await erase(client)
            #expect(try await PlantedPerson.found(in: database).isEmpty)
            #expect(
                try await database.run(sql: "select role, until is null from core.role_interval order by 1") == count)
            let label = "Erased \(done.pseudonym.dropFirst(7).prefix(12))"
            #expect(
                try await database.run(sql: "select distinct email, name, location is null from core.role_interval")
                    == ["\(done.pseudonym)|\(label)|t"])
            #expect(
                try await database.run(sql: "select email, name, location is null from core.participant")
                    == ["\(done.pseudonym)|\(label)|t"])
            // What has no room for the pseudonym.
            #expect(
                try await database.run(sql: "select right(title, 8) from core.incident where number = 2")
                    == ["ttt gone"])
            #expect(try await database.run(sql: "select count(*) from native.conversation_member") == ["0"])
            #expect(
                try await database.run(sql: "select revoked_at is not null from core.api_key") == ["t"])
            #expect(
                try await database.run(sql: "select body_digest = sha256(body) from dead_letter_keeper.letter")
                    == ["t"])
        }
    }

    @Test func whatWouldBringThemBackOrMustBeKeptStopsIt() async throws {
        try await MigratedDatabase.with { database, client in
            try await database.run(
                sql: """
                    insert into core.configuration (digest, document, applied_by)
                        values ('a', '{"people":[{"email":"Gone.Person+x@example.org","name":"A"}]}', 'x');
                    insert into core.incident (id, title, description, type, severity, priority, source)
                        values (core.uuid_v7(), 't', '', 'o', 'h', 'p', 'report');
                    insert into core.participant (incident_id, email, name, roles, engaged_by)
                        select id, 'gone.person+x@example.org', 'A', '{scribe}', 'x' from core.incident;
                    """)
            await #expect(throws: ErasureProblem.configured) { try await erase(client) }
            try await database.run(
                sql: "insert into core.configuration (digest, document, applied_by) values ('b', '{}', 'x')")
            await #expect(throws: ErasureProblem.takesPart(["INC-1"])) { try await erase(client) }
            try await database.run(sql: "update core.incident set status = 'closed'")
            let holds = LegalHolds(client: client, actor: "ana")
            #expect(try await holds.hold("INC-1", reason: "court").isNew)
            #expect(try await !holds.hold("INC-1", reason: "again").isNew)
            await #expect(throws: ErasureProblem.held(["INC-1"])) { try await erase(client) }
            await #expect(throws: ErasureProblem.held(["INC-1"])) { try await erase(client, isDryRun: true) }
            #expect(try await holds.release("INC-1").isNew)
            #expect(try await !holds.release("INC-1").isNew)
            await #expect(throws: UnknownIncident.self) { try await holds.hold("INC-9", reason: "x") }
            await #expect(throws: ErasureProblem.reasonNamesThem) {
                try await erase(client, reason: "of gone.person+x@EXAMPLE.org")
            }
            #expect(try await !erase(client, by: "gone.person+x@example.org").places.isEmpty)
            #expect(try await PlantedPerson.found(in: database).isEmpty)
            let actions = try await database.run(sql: "select action, actor from core.audit order by id")
            #expect(actions.prefix(2) == ["incident.held|ana", "incident.released|ana"] && actions.count == 3)
        }
    }

    /// A name that two people share stands for nobody in particular; one that is a word would tear texts apart.
    @Test func sharedAndShortNamesStayInTexts() async throws {
        try await MigratedDatabase.with { database, client in
            try await database.run(
                sql: """
                    insert into core.incident (id, title, description, type, severity, priority, source, status) values
                        (core.uuid_v7(), 'Ada Love was there, Jo too, and Gone Q. Person', '', 'o', 'h', 'p', 'report', 'closed');
                    insert into core.participant (incident_id, email, name, roles, engaged_by)
                        select id, p.email, p.name, '{participant}', 'x' from core.incident, (values
                            ('gone.person+x@example.org', 'Ada Love'), ('b@example.org', 'Ada Love')) as p (email, name);
                    insert into core.configuration (digest, document, applied_by) values ('a', '{"people":[
                        {"email":"gone.person+x@example.org","name":"Jo"},
                        {"email":"gone.person+x@example.org","name":"Gone Q. Person"}]}', 'x'), ('b', '{}', 'x');
                    """)
            let done = try await erase(client)
            let title = try await database.run(sql: "select title from core.incident")
            #expect(
                title == ["Ada Love was there, Jo too, and Erased \(done.pseudonym.dropFirst(7).prefix(12))"])
            let names = try await database.run(sql: "select email, name from core.participant order by email")
            #expect(names.first == "b@example.org|Ada Love" && names.last?.hasPrefix(done.pseudonym) == true)
        }
    }

    /// A column of a type that nobody thought of would be forgotten.
    @Test func everyColumnThatCanHoldANameIsSeen() async throws {
        try await MigratedDatabase.with { database, _ in
            let forgotten = try await database.run(
                sql: """
                    select c.oid::regclass || '.' || a.attname || ' ' || a.atttypid::regtype from pg_attribute a
                      join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
                      join pg_type t on t.oid = a.atttypid
                     where c.relkind in ('r', 'p') and not c.relispartition and a.attnum > 0 and not a.attisdropped
                       and n.nspname <> 'information_schema' and n.nspname not like 'pg\\_%'
                       and a.attgenerated = '' and c.relname not in ('erasure_key', 'applied_migration')
                       and (t.typcategory in ('S', 'A', 'C') or t.typtype = 'd' or t.typname in ('bytea', 'json', 'jsonb', 'xml',
                            'tsvector'))
                       and t.typname not in ('_uuid', '_int4', '_int8', '_timestamptz', '_bool', 'regclass')
                       and not exists (select from core.personal_column p
                            where p.relation = c.oid and p."column" = a.attname)
                    """)
            #expect(forgotten.isEmpty)
        }
    }
}
