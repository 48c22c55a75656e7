import Encodings
public import FoundationEssentials
public import JSON

/// Asks to look whether somebody is to be reminded of a task. The timer only wakes: what is due, the row says.
public struct RemindOfTask: Command, Hashable {
    /// `task.remind`.
    public static let name = "task.remind"
    /// 1.
    public static let version = 1
    /// `task-tracker`, which sets the timer with each change of a task.
    public static let worker = "task-tracker"

    /// The task's UUIDv7.
    public var task: UUID

    /// The order for one task.
    public init(task: UUID) {
        self.task = task
    }

    /// Reads what ``json`` writes.
    /// - Throws: `JSONDecodingError` when the task's id is missing or no UUID.
    public init(_ reader: JSONReader) throws {
        self.init(task: try reader.uuid("task"))
    }

    /// `task`.
    public var json: JSON { ["task": .string(UUIDText.string(from: task))] }
}
