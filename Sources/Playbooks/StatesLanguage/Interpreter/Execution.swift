import DequeModule
public import JSON

/// The state of an execution between two steps: a value that can be stored as JSON and read again.
///
/// It holds no history; every step returns the events that it adds.
public struct Execution: Sendable, Hashable {
    /// Whether it goes on, and how it ended.
    public enum Status: String, Sendable, Hashable {
        case running = "RUNNING"
        case succeeded = "SUCCEEDED"
        case failed = "FAILED"
        case timedOut = "TIMED_OUT"
        case aborted = "ABORTED"
    }

    /// Whether it runs, and how it ended.
    public internal(set) var status = Status.running
    /// What it knows about itself from its start to its end.
    public internal(set) var context: ExecutionContext {
        get { sharedContext.value }
        set { sharedContext = Shared(newValue) }
    }
    /// The context as steps hand it on, without copying it.
    private(set) var sharedContext: Shared<ExecutionContext>
    /// The output, once it has succeeded.
    public internal(set) var output: JSON?
    /// The error, once it has failed.
    public internal(set) var error: ErrorOutput?
    /// The id of the last event in the history; 0 before the first.
    public internal(set) var lastEventID = 0
    var randomness: Randomness
    /// The last identifier that was given to a branch, task, timer or child.
    var lastID = 0
    /// The lines of control: the main one, and one for each branch and iteration.
    var strands: [Int: Strand] = [:]
    /// Those that can go on, in the order in which they will.
    var ready: Deque<Int> = []
    /// What events may answer.
    var pending: [Int: Pending] = [:]
    /// The item that a child of a distributed Map has.
    var mapItem: ContextObject.MapItem?

    /// An execution that waits for ``Event/start``.
    /// - Parameter seed: the secret behind its random values and task tokens.
    public init(_ context: ExecutionContext, seed: String) {
        sharedContext = Shared(context)
        randomness = Randomness(seed: seed)
    }

    /// Whether there is something to do without an event from outside: ``Event/advance`` does it.
    public var isReady: Bool { status == .running && !ready.isEmpty }

    /// The names of the states that it is in, those of branches in the order in which they began.
    public var activeStates: [String] { strands.keys.sorted().compactMap { strands[$0]?.state } }

    mutating func nextID() -> Int {
        lastID += 1
        return lastID
    }
}

/// What an identifier that went out stands for.
struct Pending: Sendable, Hashable {
    enum Purpose: String, Sendable, Hashable {
        case task
        /// The timer of a Wait state.
        case wait
        /// The timer before a further attempt.
        case retry
        case taskTimeout
        case heartbeat
        /// The timer of the whole execution.
        case executionTimeout
        case reader
        case writer
        case child
    }

    let strand: Int
    let purpose: Purpose
}
