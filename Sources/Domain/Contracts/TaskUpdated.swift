import Encodings
public import FoundationEssentials
public import JSON

/// Something about a task changed.
public struct TaskUpdated: Fact, Hashable {
    /// `task.updated`.
    public static let name = "task.updated"
    /// 1.
    public static let version = 1

    /// What changed.
    public enum Change: String, Sendable, Hashable, CaseIterable {
        /// Others have it now.
        case assigned
        /// Its text, due time or priority is another.
        case changed
        /// It was done.
        case resolved
        /// It is to be done again.
        case reopened
        /// It need not be done.
        case dropped
    }

    /// The incident, at the version that it had.
    public var incident: IncidentReference
    /// The task's UUIDv7.
    public var task: UUID
    /// The row of the task's history, from 1.
    public var step: Int
    /// What changed.
    public var change: Change
    /// Who changed it: a mail address, the name of an API key, or what a conversation calls somebody.
    public var actor: String

    /// The fact of one change.
    public init(incident: IncidentReference, task: UUID, step: Int, change: Change, actor: String) {
        self.incident = incident
        self.task = task
        self.step = step
        self.change = change
        self.actor = actor
    }

    /// Reads what ``json`` writes.
    /// - Throws: `JSONDecodingError` when a member is missing or too long, or the word is unknown.
    public init(_ reader: JSONReader) throws {
        self.init(
            incident: try reader.decode("incident"), task: try reader.uuid("task"),
            step: try reader.int("step", in: 1...Int(Int32.max)),
            change: try reader.enumeration("change", of: Change.self),
            actor: try reader.string("actor", length: 1...254))
    }

    /// `incident`, `task`, `step`, `change` and `actor`.
    public var json: JSON {
        [
            "incident": incident.json, "task": .string(UUIDText.string(from: task)), "step": .int(step),
            "change": .string(change.rawValue), "actor": .string(actor),
        ]
    }
}
