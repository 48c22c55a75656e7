public import JSON

/// What an execution wants done outside: whoever stores its state does it, and comes back with an ``Event``.
public enum Command: Sendable {
    /// Have a task done.
    case schedule(TaskRequest)
    /// Forget a task; its answers would be ignored.
    case cancelTask(id: Int)
    /// Send ``Event/timerFired(id:)`` at that time.
    case setTimer(id: Int, at: Timestamp)
    case cancelTimer(id: Int)
    /// Read the items of a distributed Map.
    case readItems(ReadRequest)
    /// Execute an item of a distributed Map, or a batch of them.
    case startChild(ChildRequest)
    case cancelChild(id: Int)
    /// Write the results of a distributed Map.
    case writeResults(WriteRequest)
    /// The execution has ended.
    case finish(Execution.Status, output: JSON?, error: ErrorOutput?)
}

/// A task to have done.
public struct TaskRequest: Sendable {
    /// What events about it carry.
    public let id: Int
    public let stateName: String
    public let resource: TaskResource
    /// `Parameters`, `Arguments`, or the state's input.
    public let input: JSON
    /// What comes back with the answer of a `.waitForTaskToken` task.
    public let token: String?
    public let timeoutSeconds: Int64?
    public let heartbeatSeconds: Int64?
    public let credentials: JSON?
    /// How often this visit of the state tried before.
    public let retryCount: Int
}

/// Items to read.
public struct ReadRequest: Sendable {
    public let id: Int
    public let resource: TaskResource
    public let parameters: JSON
    /// `ReaderConfig`.
    public let config: JSON
    /// No more than so many items are wanted.
    public let maxItems: Int64?
}

/// An execution to start.
public struct ChildRequest: Sendable {
    public let id: Int
    /// To be started with ``Event/start`` in ``machine``.
    public let execution: Execution
    public let machine: StateMachine
    public let kind: StateMachine.Kind
}

/// Results to write.
public struct WriteRequest: Sendable {
    public let id: Int
    public let resource: TaskResource
    public let parameters: JSON
    /// `WriterConfig`.
    public let config: JSON
    public let mapRunARN: String
    public let results: JSON
}
