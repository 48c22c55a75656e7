import Encodings
import FoundationEssentials
import Incident
import JSON
import Postgres
import TestServers
import Testing

@testable import IncidentStore

extension DatabaseTests {
    /// Each statement, run and read again.
    @Suite struct TableTests {
        @Test func aChangeIsReadAgain() async throws {
            try await StoreDatabase.with { store in
                var record = store.open
                record.status = .stable
                record.title = "Better"
                record.severity = "SEV2"
                record.priority = "low"
                record.description = "It was the cache"
                record.type = "breach"
                record.visibility = .restricted
                record.version = 2
                record.stableAt = StoreDatabase.time
                record.updatedAt = StoreDatabase.time.addingTimeInterval(1)
                _ = try await store.intake.query(Incidents.update(record))
                var read = try await Incidents.incident(record.id, for: .system, in: store.intake)
                #expect(read?.commander?.email == "who@example.org")
                read?.commander = nil
                #expect(read == record)
            }
        }

        /// Of one statement, and of several in one transaction.
        @Test func linesAreReadAsTheyWereWritten() async throws {
            try await StoreDatabase.with { store in
                let id = store.open.id
                let before = try await Timeline.page(of: id, for: .system, in: .time, limit: 1000, in: store.intake)
                let texts = (0..<200).map { "line \($0)" }
                let lines = texts.map { Timeline.Line(of: id, .resource, by: "test", $0) }
                let statements = [Array(lines[..<150])] + lines[150...].map { [$0] }
                _ = try await store.creator.transaction { try await $0.pipeline(statements.map(Timeline.append)) }
                for order in [Timeline.Order.time, .arrival] {
                    let page = try await Timeline.page(of: id, for: .system, in: order, limit: 1000, in: store.intake)
                    #expect(page.items.dropFirst(before.items.count).map(\.text) == texts)
                }
            }
        }

        @Test func everythingIsThereOnce() async throws {
            try await StoreDatabase.with { store in
                let first = try await store.creator.query(Incidents.assembled([store.open.id]))
                let version: Int? = try first.first?.decode("version")
                #expect(version == 2)
                #expect(try await store.creator.query(Incidents.assembled([store.open.id])).isEmpty)
            }
        }

        @Test func incidentsArePagedFromTheNewest() async throws {
            try await StoreDatabase.with { store in
                let first = try await Incidents.list(for: .system, limit: 1, in: store.intake)
                #expect(first.items.map(\.id) == [store.restricted.id])
                let second = try await Incidents.list(
                    for: .system, after: first.nextCursor, limit: 1, in: store.intake)
                #expect(second.items.map(\.id) == [store.open.id])
                #expect(try await Incidents.list(statuses: [.closed], for: .system, in: store.intake).items.isEmpty)
                await #expect(throws: IncidentStoreError.self) {
                    try await Incidents.list(for: .system, after: "x", in: store.intake)
                }
            }
        }

        @Test func whoTakesPartAlreadyGetsTheRoles() async throws {
            try await StoreDatabase.with { store in
                let id = store.open.id
                var known = try #require(
                    try await Participants.participants(of: id, for: .system, in: store.intake).first)
                known.roles = [.scribe, .reporter]
                let joining = ParticipantRecord(
                    person: Person(email: "new@example.org", name: "New", team: "T", location: "L"),
                    roles: [.participant], engagedBy: "test", joinedAt: StoreDatabase.time.addingTimeInterval(5))
                _ = try await store.intake.query(Participants.write([(id, known), (id, joining)]))
                let read = try await Participants.participants(of: id, for: .system, in: store.intake)
                #expect(read == [known, joining])
            }
        }

        @Test func aResourceIsPlannedOnceAndMadeOrMissing() async throws {
            try await StoreDatabase.with { store in
                let id = store.open.id
                let planned = try await store.creator.query(
                    Resources.plan([
                        (id, StoreDatabase.planned(.ticket, "other")), (id, StoreDatabase.planned(.sheet, "native")),
                    ]))
                let kinds = try planned.map { row in try row.decode("kind", as: String.self) }
                #expect(kinds == ["sheet"])
                _ = try await store.creator.pipeline([
                    Resources.missing(.ticket, of: id, state: .failed, error: "away", tries: 1),
                    Resources.missing(.sheet, of: id, state: .pending, error: "it waits", tries: 0),
                ])
                let before = try await Resources.resources(of: id, for: .system, in: store.intake)
                #expect(before.map(\.state) == [.pending, .failed])
                #expect(before.map(\.error) == ["it waits", "away"])
                let next = Date(timeIntervalSince1970: 1_900_000_000)
                _ = try await store.creator.pipeline([
                    Resources.putOff(.ticket, of: id, until: next, answer: "it answered with 500", isTry: true),
                    // Nobody was asked: what was answered last stays.
                    Resources.putOff(.ticket, of: id, until: next, answer: "out of service", isTry: false),
                ])
                let waiting = try await Resources.resources(of: id, for: .system, in: store.intake).first {
                    $0.kind == .ticket
                }
                #expect(waiting?.state == .pending && waiting?.attempts == 2)
                #expect(waiting?.error == "it answered with 500" && waiting?.nextAttemptAt == next)
                _ = try await store.creator.pipeline([
                    Resources.created(.ticket, of: id, by: "vendor", externalID: "T-1", url: "https://t.example.org"),
                    Resources.putOff(.ticket, of: id, until: next, answer: "late", isTry: true),
                ])
                let ticket = try await Resources.resources(of: id, for: .system, in: store.intake).first {
                    $0.kind == .ticket
                }
                #expect(ticket?.state == .created)
                #expect(ticket?.attempts == 3)
                #expect(ticket?.nextAttemptAt == nil)
                #expect(ticket?.error == nil)
                #expect(ticket?.provider == "vendor")
                #expect(ticket?.externalID == "T-1")
                #expect(ticket?.url == "https://t.example.org")
                #expect(ticket?.createdAt != nil)
            }
        }

        @Test func linesKeepTheirIdsAndTimesOrGetTheDatabases() async throws {
            try await StoreDatabase.with { store in
                var random = SystemRandomNumberGenerator()
                let entry = TimelineEntry(
                    id: .v7(at: Date(timeIntervalSinceNow: -60), using: &random), at: StoreDatabase.time, kind: .status,
                    actor: "a",
                    text: "known")
                _ = try await store.creator.query(
                    Timeline.append([
                        Timeline.Line(of: store.open.id, .resource, by: "b", "new"),
                        Timeline.Line(of: store.open.id, entry),
                    ]))
                let read = try await Timeline.page(of: store.open.id, for: .system, in: .arrival, in: store.intake)
                    .items
                #expect(read.first == entry)
                #expect(read.map(\.text).sorted() == ["Opened", "known", "new"])
                let new = try #require(read.first { $0.text == "new" })
                #expect(new.at > StoreDatabase.time)
                #expect(new.kind == .resource)
            }
        }

        @Test func aKindOfANewerReleaseIsRead() async throws {
            try await StoreDatabase.with { store in
                _ = try await store.database.run(
                    sql: """
                        insert into core.timeline (incident_id, kind, actor, text)
                        select id, 'teleported', 'x', 'y' from core.incident
                        """)
                let read = try await Timeline.page(of: store.open.id, for: .system, in: .arrival, in: store.intake)
                    .items
                #expect(read.map(\.kind) == [.opened, .other("teleported")])
                #expect(read.last?.json["kind"] == "teleported")
            }
        }

        /// Workers write at the same time, and a line gets its id when it is written, not when it happened.
        @Test func peopleReadInOrderOfTimeAndWatchersInOrderOfArrival() async throws {
            try await StoreDatabase.with { store in
                let id = store.open.id
                _ = try await store.database.run(
                    sql: """
                        insert into core.timeline (id, incident_id, at, kind, actor, text)
                        select core.uuid_floor(now() + n * interval '1 second'), '\(id.uuidString)',
                               now() + interval '1 hour' - n * interval '1 second',
                               'changed', 'x', n::text
                        from generate_series(1, 5) n order by n
                        """)
                var seen: [String] = []
                var after: UUID?
                repeat {
                    let page = try await Timeline.page(
                        of: id, for: .system, in: .time, after: after, limit: 2, in: store.intake)
                    seen += page.items.map(\.text)
                    after = page.nextCursor == nil ? nil : page.items.last?.id
                } while after != nil
                #expect(seen == ["Opened", "5", "4", "3", "2", "1"])
                let arrived = try await Timeline.page(of: id, for: .system, in: .arrival, in: store.intake).items
                #expect(arrived.map(\.text).suffix(5) == ["1", "2", "3", "4", "5"])
                let name = try #require(IncidentName(store.open.name))
                let detail = try await IncidentDetail.load(name, for: .system, in: store.intake)
                #expect(detail?.timeline.map(\.text) == seen)
            }
        }

        @Test func aPageOfTheTimelineSaysWhatComesNext() async throws {
            try await StoreDatabase.with { store in
                let id = store.open.id
                _ = try await store.database.run(
                    sql: """
                        insert into core.timeline (id, incident_id, kind, actor, text)
                        select core.uuid_v7(), '\(id.uuidString)', 'changed', 'x', n::text
                        from generate_series(1, 1500) n
                        """)
                var seen: Set<UUID> = []
                var page = try await Timeline.page(of: id, for: .system, in: .time, limit: 1000, in: store.intake)
                #expect(page.items.count == 1000)
                seen.formUnion(page.items.map(\.id))
                page = try await Timeline.page(
                    of: id, for: .system, in: .time, after: page.items.last?.id, limit: 1000, in: store.intake)
                seen.formUnion(page.items.map(\.id))
                #expect(page.nextCursor == nil)
                #expect(seen.count == 1501)
            }
        }

        @Test func theResponseIsAllThatBelongsToAnIncident() async throws {
            try await StoreDatabase.with { store in
                let response = try #require(
                    try await IncidentResponse.load(store.open.id, for: .system, in: store.intake))
                #expect(response.incident.id == store.open.id)
                #expect(response.members == ["who@example.org"])
                #expect(response.resource(.ticket)?.state == .pending)
                #expect(response.created(.ticket) == nil)
                let detail = try #require(
                    try await IncidentDetail.load(store.open.key, for: .system, in: store.intake))
                #expect(detail.response == response)
                #expect(detail.alerts.map(\.id) == [store.openAlert])
                #expect(detail.timeline.map(\.kind) == [.opened])
            }
        }

        @Test func anAnswerIsKeptUnderItsKey() async throws {
            try await StoreDatabase.with { store in
                let key = Idempotency(principal: "p", key: "k", fingerprint: [1, 2])
                let answer = StoredAnswer(status: 201, body: [3])
                _ = try await store.intake.pipeline([
                    AdvisoryLock.take([key.lock]), IdempotencyRows.keep([(key, answer)]),
                ])
                let kept = try IdempotencyRows.kept(try await store.intake.query(IdempotencyRows.find([key])))
                #expect(kept.map(\.0) == [key])
                #expect(kept.map(\.1) == [StoredAnswer(status: 201, body: [3], isReplay: true)])
            }
        }
    }
}
