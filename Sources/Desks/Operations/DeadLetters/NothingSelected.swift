import Encodings
import FoundationEssentials
import Postgres

/// Why nothing can be done with the letters that somebody asked for: there are none, or all of them moved on.
struct NothingSelected: Sendable {
    /// What was to be done: `replay`.
    let verb: String
    /// The state that letters must be in for it.
    let from: String
    let selection: DeadLetterSelection
    let client: PostgresClient

    /// What there is of it, since when, and by whom.
    func error() async throws -> OperationsError {
        let rows = try await client.query(
            SQL(
                trusted: """
                    select l.state, count(*) as count, max(s.requested_at) as at,
                           (array_agg(s.requested_by order by s.requested_at desc nulls last))[1] as by
                      from dead_letter_keeper.letter l
                      left join lateral (
                          select s.requested_at, s.requested_by
                            from dead_letter_keeper.selected_letter x
                            join dead_letter_keeper.selection s on s.id = x.selection_id
                           where x.letter_id = l.id and x.state = 'published'
                           order by s.requested_at desc limit 1
                      ) s on true
                     where \(DeadLetterSelection.condition) group by l.state order by l.state
                    """), selection.binds)
        guard !rows.isEmpty else {
            return OperationsError(selection.nobody, advice: "`muster dead-letters groups` names those that wait.")
        }
        let parts = try rows.map { row in
            let count = try row.decode("count", as: Int.self)
            let by = try row.decode("by", as: String?.self).map { " by \($0)" } ?? ""
            let at = try row.decode("at", as: Date?.self).map { " at \(RFC3339.string(from: $0))" } ?? ""
            let word =
                switch try row.decode("state", as: String.self) {
                case "waiting": count == 1 ? "waits" : "wait"
                case "replaying": count == 1 ? "is being replayed, ordered" : "are being replayed, ordered"
                case let state: (count == 1 ? "was " : "were ") + state
                }
            return "\(Wording.count(count, "letter")) \(word)\(word.hasPrefix("wait") ? "" : at + by)"
        }
        let absent = Set(selection.ids).count - (try rows.map { try $0.decode("count", as: Int.self) }.reduce(0, +))
        let all =
            parts + (absent > 0 ? ["\(Wording.count(absent, "id")) \(absent == 1 ? "is" : "are") no letter's"] : [])
        let some = try rows.contains { try $0.decode("state", as: String.self) == from }
        return OperationsError(
            (some ? "Nothing was done, for not all of these can be taken: " : "There is nothing to \(verb): ")
                + all.joined(separator: "; ") + ".")
    }
}

extension DeadLetterSelection {
    /// That no letter meets what was said.
    fileprivate var nobody: String {
        var said: [String] = []
        if !ids.isEmpty {
            said.append(
                "with the id\(ids.count == 1 ? "" : "s") \(ids.map(UUIDText.string).joined(separator: ", "))")
        }
        if let group { said.append("in the group \(group)") }
        if let worker { said.append("of the worker \(worker)") }
        if let type { said.append("of the type \(type)") }
        if let error { said.append("with the error \(error)") }
        if let incident { said.append("of the incident \(incident)") }
        if let since { said.append("since \(RFC3339.string(from: since))") }
        return "There is no dead letter" + (said.isEmpty ? "" : " " + said.joined(separator: ", ")) + "."
    }
}
