import Encodings
public import FoundationEssentials
public import JSON

/// Tells the playbook-runner that a time has come for which an execution waits: a timer's message. Whether it still waits, the
/// execution says; no number is given to two of its timers.
public struct WakeExecution: Command, Hashable {
    /// `execution.wake`.
    public static let name = "execution.wake"
    /// 1.
    public static let version = 1
    /// `playbook-runner`, which sets the timers of executions.
    public static let worker = "playbook-runner"

    /// The execution's UUIDv7.
    public var execution: UUID
    /// The timer's number in its execution, from 1.
    public var timer: Int

    /// The message of one timer.
    public init(execution: UUID, timer: Int) {
        self.execution = execution
        self.timer = timer
    }

    /// Reads what ``json`` writes.
    /// - Throws: `JSONDecodingError` when a member is missing or out of range.
    public init(_ reader: JSONReader) throws {
        self.init(
            execution: try reader.uuid("execution"), timer: try reader.int("timer", in: 1...Int(Int32.max)))
    }

    /// `execution` and `timer`.
    public var json: JSON {
        ["execution": .string(UUIDText.string(from: execution)), "timer": .int(timer)]
    }
}
