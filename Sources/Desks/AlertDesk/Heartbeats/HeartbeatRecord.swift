import Encodings
import FoundationEssentials
import Incident
public import JSON
import Organisation
import Postgres

/// A heartbeat of the configuration, and how it was heard last.
public struct HeartbeatRecord: Sendable, Hashable, JSONEncodable {
    /// Where a heartbeat stands.
    public enum State: String, Sendable, CaseIterable {
        /// It was never heard: it counts from its first beat.
        case waiting
        /// It was heard in time.
        case alive
        /// It has stayed away, and is an alert.
        case missing
    }

    /// As it was heard.
    struct Heard: Sendable, Hashable {
        var beatAt: Date
        var beats: Int
        var dueAt: Date
        var missedAt: Date?
        var alert: UUID?
    }

    let heartbeat: Heartbeat
    let heard: Heard?

    /// Where it stands.
    public var state: State {
        guard let heard else { return .waiting }
        return heard.missedAt == nil ? .alive : .missing
    }

    /// The heartbeat for callers; unknown is null.
    public var json: JSON {
        [
            "name": .string(heartbeat.name), "source": .string(heartbeat.source),
            "interval_seconds": .int(Int(heartbeat.interval.components.seconds)), "failures": .int(heartbeat.failures),
            "severity": .string(heartbeat.severity.rawValue), "state": .string(state.rawValue),
            "beats": .int(heard?.beats ?? 0), "beat_at": .optional(heard?.beatAt), "due_at": .optional(heard?.dueAt),
            "missed_at": .optional(heard?.missedAt),
            "alert": .optional(heard?.alert.map { UUIDText.string(from: $0) }),
        ]
    }
}

extension HeartbeatRecord.Heard {
    init(_ row: PostgresRow) throws {
        self.init(
            beatAt: try row.decode("beat_at"), beats: try row.decode("beats"), dueAt: try row.decode("due_at"),
            missedAt: try row.decode("missed_at"), alert: try row.decode("alert_id"))
    }
}
