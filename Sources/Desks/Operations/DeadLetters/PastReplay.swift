public import FoundationEssentials
public import JSON
import Postgres

/// A replay of a letter's message that was before: of the letter itself, or of an earlier one of the same message, which
/// then died again.
public struct PastReplay: Sendable, Hashable {
    /// The letter that was sent back.
    public let letter: UUID
    /// The order that it was part of.
    public let selection: UUID
    /// When the replay was ordered.
    public let at: Date
    /// Who ordered it.
    public let by: String

    init(_ row: PostgresRow) throws {
        letter = try row.decode("letter")
        selection = try row.decode("selection")
        at = try row.decode("at")
        by = try row.decode("by")
    }

    /// As commands and doors show it.
    public var json: JSON {
        ["letter": letter.json, "selection": selection.json, "at": at.json, "by": .string(by)]
    }

    /// The replays of a letter's message at its worker, the oldest first. A message that got a new id for its replay is
    /// recognised as long as the outbox remembers, three days.
    static func all(of letter: UUID) -> Statement {
        Statement(
            """
            with recursive chain as (
                select l.id, l.worker, l.message_id from dead_letter_keeper.letter l where l.id = $1
                union
                select e.id, e.worker, e.message_id
                  from chain c
                  join lateral (
                      select l.id, l.worker, l.message_id from dead_letter_keeper.letter l
                       where l.message_id = c.message_id and l.worker = c.worker
                      union all
                      select l.id, l.worker, l.message_id
                        from dead_letter_keeper.outbox_event o
                        join dead_letter_keeper.selected_letter x on x.outbox_id = o.id
                        join dead_letter_keeper.letter l on l.id = x.letter_id
                       where o.message_id::text = c.message_id
                  ) e on true
            )
            select c.id as letter, s.id as selection, s.requested_at as at, s.requested_by as by
              from chain c
              join dead_letter_keeper.selected_letter x on x.letter_id = c.id and x.state = 'published'
              join dead_letter_keeper.selection s on s.id = x.selection_id and s.action = 'replay'
             order by s.requested_at, s.id, c.id
            """, [.uuid(letter)])
    }
}
