import Encodings
public import FoundationEssentials
public import JSON

/// Asks the playbook-runner to do a step of a playbook that it does itself, and for which it has to call somebody.
public struct PerformStep: Command, Hashable {
    /// `step.perform`.
    public static let name = "step.perform"
    /// 1.
    public static let version = 1
    /// `playbook-runner`.
    public static let worker = "playbook-runner"

    /// The execution's UUIDv7.
    public var execution: UUID
    /// The task's number in its execution, from 1.
    public var task: Int

    /// The order for one task.
    public init(execution: UUID, task: Int) {
        self.execution = execution
        self.task = task
    }

    /// Reads what ``json`` writes.
    /// - Throws: `JSONDecodingError` when a member is missing or out of range.
    public init(_ reader: JSONReader) throws {
        self.init(execution: try reader.uuid("execution"), task: try reader.int("task", in: 1...Int(Int32.max)))
    }

    /// `execution` and `task`.
    public var json: JSON {
        ["execution": .string(UUIDText.string(from: execution)), "task": .int(task)]
    }
}
