import Encodings
public import FoundationEssentials
public import JSON
public import OnCall
import Postgres

/// A row of `core.schedule_change`.
public struct ScheduleChangeRecord: Sendable, Hashable, JSONEncodable {
    /// A UUIDv7: where changes overlap, the greater one wins.
    public var id: UUID
    /// The name of the schedule or rota.
    public var schedule: String
    /// What is different, and when.
    public var change: ScheduleChange
    /// Why, in words for people; may be empty.
    public var reason: String
    /// When it was said.
    public var createdAt: Date
    /// Who said it: the name of an API key.
    public var createdBy: String

    /// - Parameters:
    ///   - id: a UUIDv7.
    ///   - schedule: the name of the schedule or rota.
    ///   - change: what is different, and when.
    ///   - reason: why, in words for people.
    ///   - createdAt: when it was said.
    ///   - createdBy: who said it.
    public init(
        id: UUID, schedule: String, change: ScheduleChange, reason: String, createdAt: Date, createdBy: String
    ) {
        self.id = id
        self.schedule = schedule
        self.change = change
        self.reason = reason
        self.createdAt = createdAt
        self.createdBy = createdBy
    }

    init(_ row: PostgresRow) throws {
        let person = try row.decode("person", as: String.self)
        let kind: ScheduleChange.Kind
        switch try row.decode("kind", as: String.self) {
        case "override": kind = .override(layer: try row.decode("layer"), person: person)
        case "swap": kind = .swap(person, try row.decode("other"))
        default: kind = .added(person, shadow: try row.decode("shadow"))
        }
        self.init(
            id: try row.decode("id"), schedule: try row.decode("schedule"),
            change: ScheduleChange(kind, from: try row.decode("starts_at"), until: try row.decode("ends_at")),
            reason: try row.decode("reason"), createdAt: try row.decode("created_at"),
            createdBy: try row.decode("created_by"))
    }

    /// Kind, layer, person, other person and whether they only look on, as they are stored.
    var columns: (kind: ShiftSource, layer: String?, person: String?, other: String?, shadow: Bool) {
        switch change.kind {
        case .override(let layer, let person): (.override, layer, person, nil, false)
        case .swap(let person, let other): (.swap, nil, person, other, false)
        case .added(let person, let shadow): (.added, nil, person, nil, shadow)
        }
    }

    /// The change for callers; `layer` and `with` are null where they say nothing.
    public var json: JSON {
        let columns = columns
        return [
            "id": .string(UUIDText.string(from: id)), "schedule": .string(schedule),
            "kind": .string(columns.kind.rawValue), "layer": columns.layer.map(JSON.string) ?? .null,
            "person": columns.person.map(JSON.string) ?? .null, "with": columns.other.map(JSON.string) ?? .null,
            "shadow": .bool(columns.shadow), "from": change.from.json, "until": change.until.json,
            "reason": .string(reason), "created_at": createdAt.json, "created_by": .string(createdBy),
        ]
    }
}
