import JSON

/// One line of control: the main one, a branch of a Parallel state or an iteration of a Map state.
struct Strand: Sendable, Hashable {
    let id: Int
    /// The strand whose Parallel or Map state this belongs to.
    let parent: Int?
    /// The number of the branch or item.
    let index: Int
    /// Which states it walks through.
    let group: Int
    var state: String
    /// The input of the state as it arrived.
    var input: JSON
    var phase = Phase.ready
    /// The event by which the state was entered, and when that was.
    var enteredEvent = 0
    var enteredAt = Timestamp(seconds: 0)
    /// The last event of this strand: the next one follows it.
    var lastEvent: Int
    /// How many further attempts each Retrier of the state has had.
    var attempts: [Int] = []
    var retryCount = 0
    /// The variables of its own scope.
    var variables = JSONObject()
    var mapItem: ContextObject.MapItem?
    /// Why its state failed, when nothing caught that: from here an execution can be driven again.
    var failure: ErrorOutput?

    /// What the strand does or waits for.
    enum Phase: Sendable, Hashable {
        /// To enter its state.
        case ready
        /// To try its state again, which it has entered already.
        case again
        case waiting(timer: Int)
        case retrying(timer: Int)
        case task(TaskRun)
        case parallel(ParallelRun)
        case map(MapRun)
        case distributed(DistributedRun)
        /// At its end; never stored.
        case finished(JSON)
        /// Another branch failed.
        case aborted
    }
}

extension Strand {
    /// The branches under way, taken out: nobody else holds their results while they change.
    mutating func takeParallel() -> ParallelRun? {
        guard case .parallel(let run) = phase else { return nil }
        phase = .ready
        return run
    }

    /// The iterations under way, taken out.
    mutating func takeMap() -> MapRun? {
        guard case .map(let run) = phase else { return nil }
        phase = .ready
        return run
    }

    /// The distributed Map under way, taken out.
    mutating func takeDistributed() -> DistributedRun? {
        guard case .distributed(let run) = phase else { return nil }
        phase = .ready
        return run
    }
}

/// A task that was handed out.
struct TaskRun: Sendable, Hashable {
    let id: Int
    var isStarted = false
    let timeoutSeconds: Int64?
    let heartbeatSeconds: Int64?
    var timeoutTimer: Int?
    var heartbeatTimer: Int?
}

/// Branches that are being executed.
struct ParallelRun: Sendable, Hashable {
    /// The outputs of the branches that are done.
    var results: [JSON?]
    var open: Int
}

/// Iterations of an inline Map.
struct MapRun: Sendable, Hashable {
    let items: [JSON]
    /// What `$` is in the ItemSelector.
    let input: JSON
    let concurrency: Int
    var results: [JSON?]
    /// The first item whose iteration has not begun.
    var next = 0
    /// How many iterations are under way.
    var open = 0
    /// The event that iterations follow.
    var startEvent = 0
}

/// A distributed Map: each item, or batch of items, is an execution of its own.
struct DistributedRun: Sendable, Hashable {
    /// The inputs of the children.
    var inputs: [JSON]
    /// The items that the context of each child shows; empty with batches.
    var items: [MapItem]
    /// Where they are from, as the context says.
    var source: String
    let input: JSON
    let arn: String
    let concurrency: Int
    /// How many failed children are tolerated; `nil` when that is not bounded.
    let toleratedCount: Int64?
    let toleratedPercentage: Double?
    var results: [JSON?]
    var next = 0
    /// The number of the input of each child that is under way, by the child's identifier.
    var open: [Int: Int] = [:]
    /// The numbers of the inputs whose child failed.
    var failures: [Int] = []
}
