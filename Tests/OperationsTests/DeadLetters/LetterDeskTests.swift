import Digests
import Encodings
import Foundation
import Incident
import IncidentStore
import JSON
import LetterStore
import Logging
import Postgres
import TestServers
import Testing

@testable import Operations

/// What whoever mends the pipeline does, against the real schema.
@Suite(.enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)), .serialized)
struct LetterDeskTests {
    private static let ana = LetterReader.person(email: "Ana@example.org", isAdministrator: false)
    private static let administrator = LetterReader.person(email: "root@example.org", isAdministrator: true)

    /// Plants a letter and gives its id.
    private func add(
        _ database: TestDatabase, worker: String = "notifier", type: String? = "muster.incident.opened.v1",
        incident: String? = "INC-1", body: String = #"{"id":"1","type":"t","data":{"word":"Zanzibar"}}"#,
        group: String = "g",
        age: String = "0"
    ) async throws -> UUID {
        let id = UUID.v7()
        func text(_ value: String?) -> String { value.map { "'\($0)'" } ?? "null" }
        try await database.run(
            sql: """
                insert into dead_letter_keeper.letter (id, worker, message_id, message_type, incident, "group", place, error_code,
                                                       error_detail, attempts, properties, body, body_digest, dead_at)
                values ('\(id)', '\(worker)', core.uuid_v7()::text, \(text(type)), \(text(incident)), '\(group)', 'send', 'boom',
                        'zanzibar broke', 5, '{"type": "t"}', convert_to('\(body)', 'UTF8'), sha256(convert_to('\(body)', 'UTF8')),
                        now() - interval '\(age)');
                """)
        return id
    }

    private func openIncident(_ database: TestDatabase, isRestricted: Bool) async throws {
        try await database.run(
            sql: """
                insert into core.incident (id, title, description, type, severity, priority, source, visibility)
                values (core.uuid_v7(), 't', '', 't', 's', 'p', 'report', '\(isRestricted ? "restricted" : "open")');
                """)
    }

    private func group(_ name: String, first: Int? = nil) -> DeadLetterSelection {
        var selection = DeadLetterSelection()
        selection.group = name
        selection.first = first
        return selection
    }

    @Test func whatALetterOfARestrictedIncidentSaysIsForThoseWhoTakePart() async throws {
        try await MigratedDatabase.with { database, client in
            try await openIncident(database, isRestricted: true)
            let id = try await add(database)
            let desk = LetterDesk(database: client)
            let closed = try await desk.letter(id, for: Self.ana)
            #expect(closed.body == nil && closed.properties.isEmpty && !closed.letter.isOpen)
            #expect(closed.letter.whole == nil && closed.letter.errorDetail == nil)
            #expect(closed.letter.incident == nil && closed.letter.messageID == nil)
            #expect(closed.letter.errorCode == "boom", "the pipeline is mended all the same")
            // An administrator takes no part either.
            let other = try await desk.letter(id, for: Self.administrator)
            #expect(other.body == nil)
            for words in ["zanzibar", "INC-1"] {
                var filter = LetterFilter()
                filter.words = words
                let found = try await desk.letters(filter, for: Self.ana, limit: 10)
                #expect(found.items.isEmpty, "a search tells nothing of it: \(words)")
            }
            await #expect(throws: LetterDeskError.closed) {
                try await desk.change(id, read: closed.digest, to: "{}", for: Self.ana)
            }
            try await database.run(
                sql: """
                    insert into core.participant (incident_id, email, name, roles, engaged_by)
                    select id, 'ana@example.org', 'Ana', '{participant}', 'test' from core.incident;
                    """)
            let open = try await desk.letter(id, for: Self.ana)
            #expect(open.body?.text.contains("Zanzibar") == true && open.letter.incident == "INC-1")
            try await database.run(sql: "update core.participant set expires_at = now() - interval '1 minute';")
            let over = try await desk.letter(id, for: Self.ana)
            #expect(over.body == nil, "an invitation that is over opens nothing")
            let terminal = try await desk.letter(id, for: .everything)
            #expect(terminal.body != nil)
        }
    }

    @Test func whatNamesNoIncidentMayBelongToAny() async throws {
        try await MigratedDatabase.with { database, client in
            try await openIncident(database, isRestricted: false)
            let desk = LetterDesk(database: client)
            let letters = [
                try await add(database), try await add(database, type: "muster.execution.wake.v1", incident: nil),
                try await add(database, worker: "intake", type: "prometheus", incident: nil),
                try await add(database, worker: "intake", type: "muster.alert.route.v1", incident: nil),
                try await add(database, worker: "playbook-runner", type: nil, incident: nil),
            ]
            func open(_ reader: LetterReader) async throws -> [Bool] {
                var all: [Bool] = []
                for id in letters { all.append(try await desk.letter(id, for: reader).letter.isOpen) }
                return all
            }
            let (ana, root) = (try await open(Self.ana), try await open(Self.administrator))
            #expect(ana == [true, false, true, false, false])
            #expect(root == [true, true, true, true, true])
        }
    }

    @Test func lettersAreFoundByWhatTheySay() async throws {
        try await MigratedDatabase.with { database, client in
            let desk = LetterDesk(database: client)
            let one = try await add(database, body: #"{"text":"Größe 100%_"}"#)
            _ = try await add(database, body: #"{"text":"other"}"#)
            func found(_ words: String, _ state: DeadLetterState? = nil) async throws -> [UUID] {
                var filter = LetterFilter()
                filter.words = words
                filter.state = state
                return try await desk.letters(filter, for: .everything, limit: 10).items.map(\.id)
            }
            let answers = [
                try await found("100%_"), try await found("größe"), try await found("100%x"),
                try await found("TEXT").suffix(1),
                try await found(one.uuidString.lowercased()), try await found("100%_", .discarded),
            ]
            #expect(answers.map(\.count) == [1, 1, 0, 1, 1, 0])
            #expect(answers[0] == [one])
            let whole = try await desk.letters(LetterFilter(), for: .everything, limit: 10).items.compactMap(\.whole)
            let listed = try await DeadLetterStore(client: client).list(DeadLetterSelection(), state: nil, limit: 10)
            #expect(whole == listed && whole.count == 2, "a search tells what a list tells")
        }
    }

    @Test func buildsOnWhichAGroupDiedAreCounted() async throws {
        try await MigratedDatabase.with { database, client in
            for _ in 0..<3 { _ = try await add(database) }
            try await database.run(
                sql: """
                    update dead_letter_keeper.letter set properties = '{"build": "muster-notifier/0.2.0", "configuration": 7}'
                     where id in (select id from dead_letter_keeper.letter limit 2);
                    """)
            let origins = try await LetterDesk(database: client).origins(of: "g")
            #expect(origins.map(\.build) == ["muster-notifier/0.2.0", nil] && origins.map(\.count) == [2, 1])
            #expect(origins[0].configuration == "7")
        }
    }

    @Test func pagesOfLettersFollowEachOther() async throws {
        try await MigratedDatabase.with { database, client in
            let desk = LetterDesk(database: client)
            var all: [UUID] = []
            for index in 0..<5 { all.insert(try await add(database, age: "\(10 - index) minutes"), at: 0) }
            var (read, cursor): ([UUID], UUID?) = ([], nil)
            repeat {
                let page = try await desk.letters(LetterFilter(), for: .everything, after: cursor, limit: 2)
                read += page.items.map(\.id)
                cursor = page.nextCursor.flatMap { UUID(uuidString: $0) }
            } while cursor != nil
            #expect(read == all)
        }
    }

    @Test func anEditIsShownFirstAndKeepsWhatWasSaid() async throws {
        try await MigratedDatabase.with { database, client in
            let desk = LetterDesk(database: client)
            let id = try await add(database)
            let read = try await desk.letter(id, for: .everything)
            let text = try #require(read.body?.text).replacing("Zanzibar", with: "Pemba")
            let change = try await desk.change(id, read: read.digest, to: text, for: .everything)
            #expect(change.lines.filter(\.isChanged).map(\.kind) == [.goes, .comes])
            let untouched = try await desk.letter(id, for: .everything)
            #expect(untouched.digest == read.digest && untouched.edits.isEmpty)
            try await desk.edit(id, read: read.digest, to: text, reason: "a typing error", for: .everything, by: "ana")
            let after = try await desk.letter(id, for: .everything)
            #expect(after.body?.text == text && after.edits.map(\.reason) == ["a typing error"])
            #expect(after.edits.first?.before == read.body)
            // Of two who read the same, the second is told.
            let error = await #expect(throws: LetterDeskError.self) {
                try await desk.edit(id, read: read.digest, to: "{}", reason: "late", for: .everything, by: "bob")
            }
            #expect(error?.code == .moved)
            let audited = try await database.run(
                sql: "select actor || ' ' || (detail->>'reason') from core.audit where action = 'dead-letters.edit'")
            #expect(audited == ["ana a typing error"])
        }
    }

    @Test func aLetterThatIsOnItsWayIsNotEdited() async throws {
        try await MigratedDatabase.with { database, client in
            let desk = LetterDesk(database: client)
            let id = try await add(database, body: "one")
            let read = try await desk.letter(id, for: .everything)
            _ = try await desk.carryOut(LetterOrder(.replay, group("g")), as: .v7(), told: 1, by: "ana")
            let error = await #expect(throws: LetterDeskError.self) {
                try await desk.edit(id, read: read.digest, to: "two", reason: "late", for: .everything, by: "ana")
            }
            #expect(error?.code == .moved)
        }
    }

    /// What the dead-letter-keeper does, which finds its outbox by the path of its role.
    private func nextBatch(_ database: TestDatabase) async throws -> ReplayOrders.Batch? {
        let user = try #require(URLComponents(string: database.url)?.user)
        try await database.run(
            sql: """
                do $$ begin
                    execute format('alter role %I in database %I set search_path = dead_letter_keeper',
                                   '\(user)', current_database());
                end $$;
                """)
        return try await PostgresClient.withClient(
            configuration: try PostgresConfiguration(url: database.url, applicationName: "muster-test/0.0.0"),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        ) { try await ReplayOrders(database: $0).next() }
    }

    @Test func anEditedLetterIsReplayedAsItIsNow() async throws {
        try await MigratedDatabase.with { database, client in
            let desk = LetterDesk(database: client)
            let id = try await add(database, body: "one")
            let read = try await desk.letter(id, for: .everything)
            try await desk.edit(id, read: read.digest, to: "two", reason: "r", for: .everything, by: "ana")
            let order = try await desk.carryOut(LetterOrder(.replay, group("g")), as: .v7(), told: 1, by: "ana")
            _ = try await nextBatch(database)
            let sent = try await database.run(
                sql: "select convert_from(body, 'UTF8') || ' ' || exchange from dead_letter_keeper.outbox_event")
            #expect(sent == ["two notifier"])
            let state = try await desk.replay(order)
            #expect(state.progress.report.published == 1 && state.by == "ana" && state.group == "g" && state.again == 0)
            // It dies again: the replay says so.
            try await database.run(
                sql: """
                    insert into dead_letter_keeper.letter (id, worker, message_id, "group", place, error_code, error_detail,
                        attempts, properties, body, body_digest)
                    select core.uuid_v7(), worker, message_id, 'g', place, error_code, '', 1, '{}', body, body_digest
                    from dead_letter_keeper.letter;
                    """)
            let again = try await desk.replay(order)
            #expect(again.again == 1)
            let later = try await desk.letter(id, for: .everything).later
            #expect(later.count == 1)
        }
    }

    @Test func theFirstFewGoFirst() async throws {
        try await MigratedDatabase.with { database, client in
            let desk = LetterDesk(database: client)
            var ids: [UUID] = []
            for index in 0..<5 { ids.append(try await add(database, age: "\(10 - index) minutes")) }
            let order = try LetterOrder(.replay, group("g", first: 2))
            let extent = try await desk.extent(of: order, by: "ana")
            #expect(extent.count == 2 && extent.work.counts.values.reduce(0, +) == 2)
            let selection = try await desk.carryOut(order, as: .v7(), told: 2, by: "ana")
            let chosen = try await database.run(
                sql: "select letter_id from dead_letter_keeper.selected_letter where selection_id = '\(selection)'")
            #expect(Set(chosen) == Set(ids.prefix(2).map { $0.uuidString.lowercased() }))
        }
    }

    @Test func nothingIsDoneOfAnotherNumberThanWasTold() async throws {
        try await MigratedDatabase.with { database, client in
            let desk = LetterDesk(database: client)
            _ = try await add(database)
            let order = try LetterOrder(.discard, group("g"), reason: "old")
            _ = try await add(database)
            let error = await #expect(throws: LetterDeskError.self) {
                try await desk.carryOut(order, as: .v7(), told: 1, by: "ana")
            }
            #expect(error?.code == .moved)
            let id = try await desk.carryOut(order, as: .v7(), told: 2, by: "ana")
            let kept = try await database.run(
                sql:
                    "select requested_by || ' ' || (criteria->>'reason') from dead_letter_keeper.selection where id = '\(id)'"
            )
            #expect(kept == ["ana old"])
            let transactions = try await database.run(
                sql: """
                    select distinct xmin from (
                        select xmin::text from dead_letter_keeper.letter where state = 'discarded'
                        union all select xmin::text from dead_letter_keeper.selection where finished_at is not null
                        union all select xmin::text from dead_letter_keeper.selected_letter where state = 'published') as row
                    """)
            #expect(transactions.count == 1, "killed in the middle, nothing of it is left")
            await #expect(throws: OperationsError.self) { try await desk.extent(of: order, by: "ana") }
        }
    }

    @Test func whatIsConfirmedTwiceIsDoneOnce() async throws {
        try await MigratedDatabase.with { database, client in
            let desk = LetterDesk(database: client)
            for _ in 0..<5 { _ = try await add(database) }
            // The next two would be as many as the first two, and their discard as well.
            for order in [
                try LetterOrder(.replay, group("g", first: 2), rate: 0.3),
                try LetterOrder(.discard, group("g", first: 2), reason: "old"),
                try LetterOrder(.restore, group("g", first: 1)),
            ] {
                let id = UUID.v7()
                let count = try #require(order.selection.first)
                try await withThrowingTaskGroup { clicks in
                    for _ in 0..<4 { clicks.addTask { try await desk.carryOut(order, as: id, told: count, by: "ana") } }
                    for try await answer in clicks { #expect(answer == id) }
                }
                if order.kind == .replay { _ = try await nextBatch(database) }
                let late = try await desk.carryOut(order, as: id, told: count, by: "ana")
                #expect(late == id)
                for (other, actor) in [(order, "bob"), (try LetterOrder(.replay, group("g")), "ana")] {
                    let error = await #expect(throws: LetterDeskError.self) {
                        try await desk.carryOut(other, as: id, told: count, by: actor)
                    }
                    #expect(error?.code == .moved, "an id is good for one decision")
                }
            }
            let selected = try await database.run(
                sql: """
                    select s.action || ' ' || count(*) from dead_letter_keeper.selection s
                      join dead_letter_keeper.selected_letter x on x.selection_id = s.id group by s.id, s.action order by s.id
                    """)
            #expect(selected == ["replay 2", "discard 2", "restore 1"])
            let audited = try await database.run(sql: "select action from core.audit order by id")
            #expect(audited == ["dead-letters.replay", "dead-letters.discard", "dead-letters.restore"])
            let discarded = try await database.run(
                sql: "select count(*) from dead_letter_keeper.letter where state = 'discarded'")
            #expect(discarded == ["1"])
        }
    }

    @Test func anEditThatIsConfirmedTwiceIsKeptOnce() async throws {
        try await MigratedDatabase.with { database, client in
            let desk = LetterDesk(database: client)
            let id = try await add(database, body: "one")
            let read = try await desk.letter(id, for: .everything).digest
            func edit(to text: String = "two", reason: String = "r", by actor: String = "ana") async throws {
                try await desk.edit(id, read: read, to: text, reason: reason, for: .everything, by: actor)
            }
            try await edit()
            try await edit()
            for other in [
                { try await edit(to: "three") }, { try await edit(reason: "other") }, { try await edit(by: "bob") },
            ] {
                let error = await #expect(throws: LetterDeskError.self) { try await other() }
                #expect(error?.code == .moved)
            }
            let kept = try await desk.letter(id, for: .everything)
            #expect(kept.edits.count == 1 && kept.body?.text == "two")
        }
    }

    @Test func ordersThatCannotBeAreRefused() {
        #expect(throws: LetterDeskError.self) { try LetterOrder(.discard, group("g")) }
        for rate in [0, 1e-13, 1e6, .infinity, .nan] {
            #expect(throws: LetterDeskError.self) { try LetterOrder(.replay, group("g"), rate: rate) }
        }
        #expect(throws: LetterDeskError.self) { try LetterOrder(.replay, group("g", first: 0)) }
        #expect(throws: LetterDeskError.self) {
            try LetterOrder(.discard, group("g"), reason: String(repeating: "x", count: 501))
        }
    }
}
