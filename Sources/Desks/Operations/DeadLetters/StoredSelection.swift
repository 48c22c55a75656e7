import Encodings
import FoundationEssentials
import Incident
import JSON
import Postgres

/// What somebody decided about letters, as it is stored: once under one id, however often it is asked for.
struct StoredSelection: Sendable {
    /// UUIDv7. Whoever confirms a page brings the id that the page was given, so that a second click finds what the first
    /// one did.
    let id: UUID
    let kind: LetterAction.Kind
    let selection: DeadLetterSelection
    /// Letters a second of a replay; `nil` for as fast as it goes.
    let rate: Double?
    let asNew: Bool
    let reason: String?
    /// Who decided, as the audit names them.
    let actor: String

    /// Stores it with its letters and the audit's row, and does a discard or a restoration, in one transaction. Of two
    /// at the same time with one id the second waits for the first, and does nothing.
    /// - Parameter count: how many letters it must be; `nil` for as many as there are.
    /// - Throws: ``LetterDeskError`` when they are another number, or the id stands for another decision;
    ///   `PostgresError`.
    func store(in client: PostgresClient, told count: Int? = nil) async throws {
        try await client.transaction { transaction in
            guard try await !transaction.query(insertion).isEmpty else {
                guard try await !transaction.query(sameDecision).isEmpty else {
                    throw LetterDeskError(.moved, "this confirmation was used for something else already: look again")
                }
                return
            }
            let taken = try await transaction.query(letters).first?.decode("count", as: Int.self) ?? 0
            if let count, taken != count {
                throw LetterDeskError(.moved, "there are \(taken) letters by now, and not \(count): look again")
            }
            let audit = Audit.row(
                action: "dead-letters.\(kind.rawValue)", target: UUIDText.string(from: id), detail: criteria, by: actor)
            try await transaction.queryAndCommit([audit] + settlement)
        }
    }

    private var criteria: JSON {
        var criteria = selection.json.objectValue ?? [:]
        if asNew { criteria["as_new"] = true }
        criteria["reason"] = reason.map(JSON.string)
        return .object(criteria)
    }

    private var binds: [PostgresValue] {
        [.uuid(id), .text(kind.rawValue), .jsonText(criteria.text()), .init(rate), .text(actor)]
    }

    private var insertion: Statement {
        Statement(
            """
            insert into dead_letter_keeper.selection (id, action, criteria, rate, requested_by, due_at)
            values ($1, $2, $3, $4::double precision, $5, case when $2 = 'replay' then now() end)
            on conflict (id) do nothing returning id
            """, binds)
    }

    private var sameDecision: Statement {
        Statement(
            """
            select id from dead_letter_keeper.selection
             where id = $1 and action = $2 and criteria = $3::jsonb
               and rate is not distinct from $4::double precision::numeric and requested_by = $5
            """, binds)
    }

    private var letters: Statement {
        Statement(
            SQL(
                trusted: """
                    with taken as (
                        insert into dead_letter_keeper.selected_letter (selection_id, letter_id)
                        select $10, l.id from \(DeadLetterSelection.letters) returning letter_id
                    )
                    select count(*) as count from taken
                    """), selection.binds(in: kind.from) + [.uuid(id)])
    }

    /// Has the letters discarded or restored; a replay waits for the dead-letter-keeper.
    private var settlement: [Statement] {
        if kind == .replay { return [] }
        return [
            Statement(
                """
                with moved as (
                    update dead_letter_keeper.letter l set state = $3
                      from dead_letter_keeper.selected_letter s
                     where s.selection_id = $1 and s.letter_id = l.id and l.state = $2 returning l.id
                )
                update dead_letter_keeper.selected_letter s
                   set state = case when exists (select from moved where moved.id = s.letter_id)
                                    then 'published' else 'skipped' end
                 where s.selection_id = $1
                """,
                [.uuid(id), .text(kind.from), .text(kind == .discard ? "discarded" : "waiting")]),
            Statement("update dead_letter_keeper.selection set finished_at = now() where id = $1", [.uuid(id)]),
        ]
    }
}
