import Encodings
public import Foundation
import Incident
public import JSON
public import Postgres

/// What an operator does with a selection of letters. The selection is stored before anything else happens, so that it
/// goes on where it was when it is killed, and everybody can see who did what.
public struct LetterAction: Sendable {
    /// Sends letters back to the workers that gave up on them, puts waiting ones aside, or lets those wait again that
    /// were put aside.
    public enum Kind: String, Sendable {
        case replay, discard, restore

        /// The state that letters must be in.
        var from: String { self == .restore ? "discarded" : "waiting" }
    }

    /// How far a selection has come.
    public struct Report: Sendable, Equatable {
        /// `nil` when nothing was stored.
        public var selection: UUID?
        /// Letters that it is about.
        public var selected = 0
        /// Letters with which it is done.
        public var published = 0
        /// Letters that stay: somebody moved them meanwhile, or they are too old.
        public var skipped = 0
        /// Letters that cannot be read.
        public var failed = 0
        /// Whether it was only asked how many letters it would be.
        public var isDryRun = false
        /// Letters a second; `nil` for as fast as it goes.
        public var rate: Double?

        init(
            selection: UUID? = nil, selected: Int = 0, published: Int = 0, skipped: Int = 0, failed: Int = 0,
            isDryRun: Bool = false, rate: Double? = nil
        ) {
            self.selection = selection
            self.selected = selected
            self.published = published
            self.skipped = skipped
            self.failed = failed
            self.isDryRun = isDryRun
            self.rate = rate
        }

        /// As commands and doors show it.
        public var json: JSON {
            [
                "selection": .optional(selection), "selected": .int(selected), "published": .int(published),
                "skipped": .int(skipped), "failed": .int(failed), "dry_run": .bool(isDryRun),
                "rate": rate.map(JSON.double) ?? .null,
            ]
        }
    }

    private let client: PostgresClient
    private let actor: String

    /// - Parameters:
    ///   - client: connections of the operator's role.
    ///   - actor: who asks for it, as the audit names them.
    public init(client: PostgresClient, actor: String) {
        self.client = client
        self.actor = actor
    }

    /// How many letters a selection would be.
    func count(_ kind: Kind, _ selection: DeadLetterSelection) async throws -> Int {
        let rows = try await client.query(
            SQL(
                trusted: """
                    select count(*) as count from \(DeadLetterSelection.letters)
                    """), selection.binds(in: kind.from))
        return try rows.first?.decode("count") ?? 0
    }

    /// What the letters of a selection were to do.
    public func work(_ kind: Kind, _ selection: DeadLetterSelection) async throws -> ScheduledWork {
        let rows = try await client.query(
            SQL(
                trusted: """
                    select coalesce(l.message_type, '') as type, count(*) as count
                      from \(DeadLetterSelection.letters) group by 1
                    """), selection.binds(in: kind.from))
        return ScheduledWork(
            try rows.reduce(into: [:]) { $0[try $1.decode("type", as: String.self)] = try $1.decode("count") })
    }

    /// How many letters of a replay have been dead for longer than inboxes remember.
    func tooOld(_ selection: DeadLetterSelection) async throws -> Int {
        let rows = try await client.query(
            SQL(
                trusted: """
                    select count(*) as count from \(DeadLetterSelection.letters)
                     where l.dead_at < now() - interval '90 days'
                    """), selection.binds(in: Kind.replay.from))
        return try rows.first?.decode("count") ?? 0
    }

    /// Only says how many letters it would be.
    /// - Throws: ``OperationsError`` when it would be none, with what became of them.
    public func preview(_ kind: Kind, _ selection: DeadLetterSelection, rate: Double?) async throws -> Report {
        Report(selected: try await selected(kind, selection), isDryRun: true, rate: rate)
    }

    /// How many letters a selection would be.
    /// - Throws: ``OperationsError`` when it would be none, or fewer than the ids that were named.
    private func selected(_ kind: Kind, _ selection: DeadLetterSelection) async throws -> Int {
        let count = try await count(kind, selection)
        let named = min(Set(selection.ids).count, selection.first ?? .max)
        guard count > 0, selection.ids.isEmpty || count == named else {
            let missing = NothingSelected(
                verb: kind.rawValue, from: kind.from, selection: selection, client: client)
            throw try await missing.error()
        }
        return count
    }

    /// Stores the selection with its letters and the audit's row. A discard or a restoration is done in the same transaction; a
    /// replay is an order to the dead-letter-keeper.
    /// - Returns: the selection's id.
    /// - Throws: ``OperationsError`` when no letter is selected, with what became of them.
    func store(
        _ kind: Kind, _ selection: DeadLetterSelection, rate: Double? = nil, asNew: Bool = false,
        reason: String? = nil
    ) async throws -> UUID {
        _ = try await selected(kind, selection)
        let stored = StoredSelection(
            id: UUID.v7(), kind: kind, selection: selection, rate: rate, asNew: asNew, reason: reason, actor: actor)
        try await stored.store(in: client)
        return stored.id
    }

    /// Discards or restores letters, or only counts them. What ``Replays`` does goes through an order instead.
    /// - Parameter reason: why, for those who look later; at most 500 characters.
    public func perform(
        _ kind: Kind, _ selection: DeadLetterSelection, dryRun: Bool, reason: String? = nil
    ) async throws -> Report {
        if dryRun { return try await preview(kind, selection, rate: nil) }
        let id = try await store(kind, selection, reason: reason)
        return try await report(id)
    }

    /// How far a selection has come.
    public func report(_ id: UUID) async throws -> Report {
        let rows = try await client.query(
            """
            select count(*) as selected, count(*) filter (where l.state = 'published') as published,
                   count(*) filter (where l.state = 'skipped') as skipped,
                   count(*) filter (where l.state = 'failed') as failed, max(s.rate)::double precision as rate
              from dead_letter_keeper.selection s
              left join dead_letter_keeper.selected_letter l on l.selection_id = s.id
             where s.id = $1 and l.letter_id is not null
            """, [.uuid(id)])
        guard let row = rows.first else { return Report(selection: id) }
        return Report(
            selection: id, selected: try row.decode("selected"), published: try row.decode("published"),
            skipped: try row.decode("skipped"), failed: try row.decode("failed"), rate: try row.decode("rate"))
    }
}
