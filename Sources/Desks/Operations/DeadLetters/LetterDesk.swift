import Incident
import Digests
import Encodings
public import FoundationEssentials
public import IncidentStore
import LetterStore
public import Postgres

/// Dead letters for whoever mends the pipeline: at the console with the rights of intake, at a terminal with the operator's.
public struct LetterDesk: Sendable {
    let database: PostgresClient

    /// - Parameter database: where letters are; orders are rows there, which the dead-letter-keeper carries out.
    public init(database: PostgresClient) {
        self.database = database
    }

    // MARK: Reading

    /// The waiting letters by what they have in common, the largest group first.
    public func groups() async throws -> [DeadLetterStore.Group] {
        try await DeadLetterStore(client: database).groups()
    }

    /// Letters, the newest first. Where words are asked for, the newest ``LetterFilter/reach`` are searched.
    /// - Parameters:
    ///   - last: the last letter of the page before.
    ///   - limit: letters at most.
    public func letters(
        _ filter: LetterFilter, for reader: LetterReader, after last: UUID? = nil, limit: Int
    ) async throws -> Page<ShownLetter> {
        let words = filter.words.map { String($0.prefix(LetterFilter.wordLimit)) }
        let found = try await database.query(
            SQL(
                trusted: """
                    select \(DeadLetter.columns), l.sees from (
                        select \(DeadLetter.columns), l.body, l.properties, \(LetterReader.sees) as sees
                          from dead_letter_keeper.letter l
                         where \(DeadLetterSelection.condition) and ($10::text is null or l.state = $10)
                           and ($11::uuid is null or (l.dead_at, l.id) < (
                               select c.dead_at, c.id from dead_letter_keeper.letter c where c.id = $11))
                         order by l.dead_at desc, l.id desc limit $12
                    ) l
                     where $13::text is null
                        or position(lower($13) in lower(concat_ws(' ', l.id, l.worker, l.message_type, l.error_code, l.place))) > 0
                        or l.sees and position(lower($13) in lower(concat_ws(' ', l.message_id, l.incident, l.error_detail,
                            l.properties::text))) > 0
                        or l.sees and position(lower(encode(convert_to($13, 'UTF8'), 'escape'))
                            in lower(encode(l.body, 'escape'))) > 0
                     order by l.dead_at desc, l.id desc limit $14
                    """),
            filter.selection.binds + reader.binds + [
                .init(filter.state?.rawValue), .init(last), .int(words == nil ? limit + 1 : LetterFilter.reach),
                .init(words), .int(limit + 1),
            ]
        ).map(ShownLetter.init)
        let shown = Array(found.prefix(limit))
        return Page(
            items: shown, nextCursor: found.count > limit ? shown.last.map { UUIDText.string(from: $0.id) } : nil)
    }

    /// One letter.
    /// - Throws: ``LetterDeskError``; `PostgresError`.
    public func letter(_ id: UUID, for reader: LetterReader) async throws -> LetterFile {
        try await LetterFile.load(id, for: reader, in: database)
    }

    // MARK: Editing

    /// What an edit would change.
    public struct Change: Sendable, Hashable {
        /// The lines that go and come, with some of those around them.
        public let lines: [LineDiff.Line]
        fileprivate let body: [UInt8]
    }

    /// Reads an edit, and stores nothing.
    /// - Parameters:
    ///   - digest: of what the editor read.
    ///   - text: what the letter is to say, as ``LetterBody/text``.
    /// - Throws: ``LetterDeskError``; `PostgresError`.
    public func change(
        _ id: UUID, read digest: [UInt8], to text: String, for reader: LetterReader
    ) async throws -> Change {
        let file = try await letter(id, for: reader)
        guard let body = file.body else { throw LetterDeskError.closed }
        guard file.digest == digest else {
            throw LetterDeskError(.moved, "somebody else has edited this letter meanwhile: this is what it says now")
        }
        guard file.letter.state == .waiting else {
            throw LetterDeskError(.moved, "this letter does not wait any more: it is \(file.letter.state.rawValue)")
        }
        let wanted = try body.edited(to: text, isOurs: file.isOurs)
        guard sha256(wanted) != file.digest else {
            throw LetterDeskError(.invalid, at: "/body", "nothing has been changed in it yet")
        }
        let lines = LineDiff.lines(from: body.text, to: LetterBody(wanted).text)
        guard lines.contains(where: \.isChanged) else {
            throw LetterDeskError(.invalid, at: "/body", "nothing has been changed in it yet")
        }
        return Change(lines: lines, body: wanted)
    }

    /// Lets a letter say something else. What it said is kept. The same edit a second time stores nothing.
    /// - Parameter reason: why; 1 to 500 characters.
    /// - Throws: ``LetterDeskError``; `PostgresError`.
    public func edit(
        _ id: UUID, read digest: [UInt8], to text: String, reason: String, for reader: LetterReader, by actor: String
    ) async throws {
        guard (1...500).contains(reason.count) else {
            throw LetterDeskError(.invalid, at: "/reason", "say why, in 1 to 500 characters")
        }
        do {
            let change = try await change(id, read: digest, to: text, for: reader)
            try await store(change, id, read: digest, reason: reason, by: actor)
        } catch let error as LetterDeskError where error.code == .moved {
            let file = try await letter(id, for: reader)
            guard file.wasEdited(to: text, reason: reason, by: actor) else { throw error }
        }
    }

    private func store(
        _ change: Change, _ id: UUID, read digest: [UInt8], reason: String, by actor: String
    ) async throws {
        let answer = try await database.query(
            "select dead_letter_keeper.edit_letter($1, $2, $3, $4, $5) as answer",
            [.uuid(id), .bytea(digest), .bytea(change.body), .text(reason), .text(actor)]
        ).first?.decode("answer", as: String.self)
        switch answer {
        case "done": return
        case "none", nil: throw LetterDeskError.noLetter
        default:
            throw LetterDeskError(
                .moved, "somebody else has edited this letter, or decided about it, meanwhile: nothing was stored")
        }
    }

    // MARK: Deciding

    /// What an order would do.
    /// - Throws: ``OperationsError`` when it would do nothing; `PostgresError`.
    public func extent(of order: LetterOrder, by actor: String) async throws -> LetterExtent {
        let action = LetterAction(client: database, actor: actor)
        let report = try await action.preview(order.kind, order.selection, rate: order.rate)
        let work = try await action.work(order.kind, order.selection)
        let tooOld = order.kind == .replay && !order.asNew ? try await action.tooOld(order.selection) : 0
        return LetterExtent(count: report.selected, work: work, tooOld: tooOld)
    }

    /// Does it, once: a replay becomes an order for the dead-letter-keeper.
    /// - Parameters:
    ///   - id: of the selection, a UUIDv7 that was made when the extent was told. A second confirmation with it does nothing.
    ///   - count: how many letters whoever asks was told: of another number nothing is done.
    /// - Returns: the selection, by which ``replay(_:)`` tells how far it is.
    /// - Throws: ``LetterDeskError``; `PostgresError`.
    @discardableResult
    public func carryOut(_ order: LetterOrder, as id: UUID, told count: Int, by actor: String) async throws -> UUID {
        let stored = StoredSelection(
            id: id, kind: order.kind, selection: order.selection, rate: order.rate, asNew: order.asNew,
            reason: order.reason, actor: actor)
        try await stored.store(in: database, told: count)
        return id
    }

    /// How far a replay is.
    public struct ReplayState: Sendable, Equatable {
        /// What became of its letters.
        public let progress: Replays.Progress
        /// Letters of it that died again since.
        public let again: Int
        /// Who ordered it.
        public let by: String
        /// When it was ordered.
        public let at: Date
        /// Its group, when it was ordered for one.
        public let group: String?
    }

    /// How far a replay is.
    /// - Throws: ``LetterDeskError``; `PostgresError`.
    public func replay(_ id: UUID) async throws -> ReplayState {
        let rows = try await database.query(
            """
            select s.requested_by, s.requested_at, s.criteria->>'group' as "group",
                   (select count(*) from dead_letter_keeper.selected_letter x
                      join dead_letter_keeper.letter l on l.id = x.letter_id
                     where x.selection_id = s.id and x.state = 'published' and exists (
                           select from dead_letter_keeper.letter o
                            where o.message_id = l.message_id and o.worker = l.worker and o.id <> l.id
                              and o.dead_at > s.requested_at)) as again
              from dead_letter_keeper.selection s where s.id = $1 and s.action = 'replay'
            """, [.uuid(id)])
        guard let row = rows.first,
            let progress = try await Replays(client: database, actor: "").progress(id)
        else { throw LetterDeskError(.notFound, "there is no such replay") }
        return ReplayState(
            progress: progress, again: try row.decode("again"), by: try row.decode("requested_by"),
            at: try row.decode("requested_at"), group: try row.decode("group"))
    }

    /// Ends a replay: what was not handed over yet waits as before.
    /// - Throws: ``LetterDeskError`` when it has ended; `PostgresError`.
    public func stop(_ id: UUID, by actor: String) async throws {
        guard try await Replays(client: database, actor: actor).stop(id) else {
            throw LetterDeskError(.notFound, "there is no such replay that goes on")
        }
    }
}
