import Digests
public import FoundationEssentials
import JSON
import LetterStore
import Postgres

/// One dead letter with all that is known of it.
public struct LetterFile: Sendable {
    /// An edit.
    public struct Edit: Sendable, Hashable {
        /// From 1.
        public let number: Int
        /// Why.
        public let reason: String
        /// Who.
        public let by: String
        /// When.
        public let at: Date
        /// What the letter said until then; `nil` when it is closed to the reader.
        public let before: LetterBody?
    }

    /// What somebody decided about it.
    public struct Decision: Sendable, Hashable {
        /// The selection that it was part of.
        public let selection: UUID
        /// `replay`, `discard` or `restore`.
        public let action: String
        /// Who.
        public let by: String
        /// When.
        public let at: Date
        /// Why, when they said so.
        public let reason: String?
        /// What became of the letter by it: `selected`, `published`, `skipped` or `failed`.
        public let outcome: String
    }

    /// Why it died.
    public let letter: ShownLetter
    /// Its properties by name; empty when it is closed to the reader.
    public let properties: [(name: String, value: String)]
    /// What it carries; `nil` when it is closed to the reader.
    public let body: LetterBody?
    /// How much that is.
    public let bytes: Int
    /// SHA-256 of it: who edits says what they read.
    public let digest: [UInt8]
    /// The first first.
    public let edits: [Edit]
    /// The first first.
    public let decisions: [Decision]
    /// Letters of the same message at the same worker that died after this one.
    public let later: [UUID]

    static func load(_ id: UUID, for reader: LetterReader, in database: PostgresClient) async throws -> LetterFile {
        let results = try await database.pipeline([
            Statement(
                SQL(
                    trusted: """
                        select \(DeadLetter.columns), l.properties, l.body, l.body_digest, \(LetterReader.sees) as sees
                          from dead_letter_keeper.letter l where \(DeadLetterSelection.condition)
                        """), Self.selection(id).binds + reader.binds),
            Statement(
                """
                select number, reason, edited_by, edited_at, body_before from dead_letter_keeper.edit
                 where letter_id = $1 order by number desc limit 20
                """, [.uuid(id)]),
            Statement(
                """
                select s.id, s.action, s.requested_by, s.requested_at, s.criteria->>'reason' as reason, x.state
                  from dead_letter_keeper.selected_letter x
                  join dead_letter_keeper.selection s on s.id = x.selection_id
                 where x.letter_id = $1 order by s.requested_at desc, s.id desc limit 50
                """, [.uuid(id)]),
            Statement(
                """
                select o.id from dead_letter_keeper.letter l
                  join dead_letter_keeper.letter o on o.message_id = l.message_id and o.worker = l.worker
                 where l.id = $1 and (o.dead_at, o.id) > (l.dead_at, l.id) order by o.dead_at, o.id limit 20
                """, [.uuid(id)]),
        ])
        guard let row = results[0].first else { throw LetterDeskError.noLetter }
        let letter = try ShownLetter(row)
        let body: [UInt8] = try row.decode("body")
        let properties = try JSON.parse(row.decode("properties", as: String.self)).objectValue ?? [:]
        return LetterFile(
            letter: letter,
            properties: letter.isOpen ? properties.map { ($0.key, $0.value.stringValue ?? $0.value.text()) } : [],
            body: letter.isOpen ? LetterBody(body) : nil, bytes: body.count, digest: try row.decode("body_digest"),
            edits: try results[1].map { try Edit($0, isOpen: letter.isOpen) }.reversed(),
            decisions: try results[2].map { try Decision($0) }.reversed(),
            later: try results[3].map { try $0.decode("id") })
    }

    /// Whether its message is one of Muster's own.
    var isOurs: Bool { letter.messageType?.hasPrefix("muster.") == true }

    /// Whether this edit is the last one already: somebody confirmed it twice.
    func wasEdited(to text: String, reason: String, by actor: String) -> Bool {
        guard let last = edits.last, last.by == actor, last.reason == reason,
            let wanted = try? last.before?.edited(to: text, isOurs: isOurs)
        else { return false }
        return sha256(wanted) == digest
    }

    private static func selection(_ id: UUID) -> DeadLetterSelection {
        var selection = DeadLetterSelection()
        selection.ids = [id]
        return selection
    }
}

extension LetterFile.Edit {
    fileprivate init(_ row: PostgresRow, isOpen: Bool) throws {
        number = try row.decode("number")
        reason = try row.decode("reason")
        by = try row.decode("edited_by")
        at = try row.decode("edited_at")
        before = isOpen ? LetterBody(try row.decode("body_before")) : nil
    }
}

extension LetterFile.Decision {
    fileprivate init(_ row: PostgresRow) throws {
        selection = try row.decode("id")
        action = try row.decode("action")
        by = try row.decode("requested_by")
        at = try row.decode("requested_at")
        reason = try row.decode("reason")
        outcome = try row.decode("state")
    }
}
