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
    /// The name of the Task state.
    public let stateName: String
    /// What does it.
    public let resource: TaskResource
    /// `Parameters`, `Arguments`, or the state's input.
    public let input: JSON
    /// What comes back with the answer of a `.waitForTaskToken` task.
    public let token: String?
    /// How long the task may take, in seconds; `nil` for as long as it likes.
    public let timeoutSeconds: Int64?
    /// How long it may be silent, in seconds; `nil` for ever.
    public let heartbeatSeconds: Int64?
    /// `Credentials`: in whose name to do it.
    public let credentials: JSON?
    /// How often this visit of the state tried before.
    public let retryCount: Int
}

/// Items to read.
public struct ReadRequest: Sendable {
    /// What events about it carry.
    public let id: Int
    /// What does it.
    public let resource: TaskResource
    /// `Parameters` or `Arguments` of the reader or writer.
    public let parameters: JSON
    /// `ReaderConfig`.
    public let config: JSON
    /// No more than so many items are wanted.
    public let maxItems: Int64?
}

/// An execution to start.
public struct ChildRequest: Sendable {
    /// What events about it carry.
    public let id: Int
    /// To be started with ``Event/start`` in ``machine``.
    public let execution: Execution
    /// The definition of the processor.
    public let machine: StateMachine
    /// Whether it is a standard or an express execution.
    public let kind: StateMachine.Kind
}

/// Results to write.
public struct WriteRequest: Sendable {
    /// What events about it carry.
    public let id: Int
    /// What does it.
    public let resource: TaskResource
    /// `Parameters` or `Arguments` of the reader or writer.
    public let parameters: JSON
    /// `WriterConfig`.
    public let config: JSON
    /// The name of the Map's run.
    public let mapRunARN: String
    /// The results of the iterations, in their order.
    public let results: JSON
}
