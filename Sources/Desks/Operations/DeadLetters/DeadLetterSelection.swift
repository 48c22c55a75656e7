public import FoundationEssentials
import JSON
import Postgres

/// Which dead letters: those that meet all that is said.
public struct DeadLetterSelection: Sendable, Equatable {
    /// Only letters of these ids; none named means any.
    public var ids: [UUID] = []
    /// Only letters of this group, by ``DeadLetterStore/Group/id``.
    public var group: String?
    /// The worker that gave up.
    public var worker: String?
    /// The message's type, such as `muster.incident.opened.v1`.
    public var type: String?
    /// The error's code.
    public var error: String?
    /// The incident's name.
    public var incident: String?
    /// Dead at this time or later.
    public var since: Date?
    /// At most so many of them, those that died first; `nil` for all of them.
    public var first: Int?
    /// Said when every letter is meant, so that nobody means all of them by saying nothing.
    public var all = false

    /// Nothing said yet.
    public init() {}

    /// Whether nothing at all was said: whoever acts on letters refuses that.
    public var isEmpty: Bool {
        ids.isEmpty && group == nil && worker == nil && type == nil && error == nil && incident == nil && since == nil
            && !all
    }

    /// As it is stored with what was done.
    var json: JSON {
        var object: JSONObject = [:]
        if !ids.isEmpty { object["ids"] = .array(ids.map(\.json)) }
        object["group"] = group.map(JSON.string)
        object["worker"] = worker.map(JSON.string)
        object["type"] = type.map(JSON.string)
        object["error"] = error.map(JSON.string)
        object["incident"] = incident.map(JSON.string)
        object["since"] = since.map(\.json)
        object["first"] = first.map(JSON.int)
        if all { object["all"] = true }
        return .object(object)
    }

    /// What a letter, as `l`, must meet: ``binds`` are its values.
    static let condition = """
        ($1::uuid[] is null or l.id = any($1)) and ($2::text is null or l."group" = $2)
        and ($3::text is null or l.worker = $3) and ($4::text is null or l.message_type = $4)
        and ($5::text is null or l.error_code = $5) and ($6::text is null or l.incident = $6)
        and ($7::timestamptz is null or l.dead_at >= $7)
        """

    /// The letters, as a table `l`: `$8` is the state, `$9` how many at most.
    static let letters = """
        (select l.* from dead_letter_keeper.letter l where \(condition) and l.state = $8
          order by l.dead_at, l.id limit $9) l
        """

    /// The binds of ``letters``.
    func binds(in state: String) -> [PostgresValue] {
        binds + [.text(state), first.map(PostgresValue.int) ?? .null]
    }

    /// The binds of every statement that selects letters, from `$1` on: ids, group, worker, type, error, incident, since.
    var binds: [PostgresValue] {
        [
            ids.isEmpty ? .null : .uuidArray(ids), .init(group), .init(worker), .init(type), .init(error),
            .init(incident), .init(since),
        ]
    }
}
