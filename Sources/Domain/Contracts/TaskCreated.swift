import Encodings
public import FoundationEssentials
public import JSON

/// Something is to be done in an incident.
public struct TaskCreated: Fact, Hashable {
    /// `task.created`.
    public static let name = "task.created"
    /// 1.
    public static let version = 1

    /// The incident, at the version that it had.
    public var incident: IncidentReference
    /// The task's UUIDv7.
    public var task: UUID
    /// The row of the task's history, from 1.
    public var step: Int
    /// Who made it: a mail address, the name of an API key, or what a conversation calls somebody.
    public var actor: String

    /// The fact of one task.
    public init(incident: IncidentReference, task: UUID, step: Int, actor: String) {
        self.incident = incident
        self.task = task
        self.step = step
        self.actor = actor
    }

    /// Reads what ``json`` writes.
    /// - Throws: `JSONDecodingError` when a member is missing or too long.
    public init(_ reader: JSONReader) throws {
        self.init(
            incident: try reader.decode("incident"), task: try reader.uuid("task"),
            step: try reader.int("step", in: 1...Int(Int32.max)),
            actor: try reader.string("actor", length: 1...254))
    }

    /// `incident`, `task`, `step` and `actor`.
    public var json: JSON {
        [
            "incident": incident.json, "task": .string(UUIDText.string(from: task)), "step": .int(step),
            "actor": .string(actor),
        ]
    }
}
