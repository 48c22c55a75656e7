import JSON

/// An execution and those that it starts, on a clock that jumps from one event to the next: how tests execute machines.
///
/// It keeps the time and carries out what concerns executions alone. What the outside world would do is for whoever drives
/// it to answer, with ``post(_:to:after:)``.
public struct VirtualExecutions: Sendable {
    private struct Process: Sendable {
        let machine: StateMachine
        var execution: Execution
        /// The process and identifier that wait for its end.
        let parent: (process: Int, id: Int)?
    }

    private struct Entry: Sendable {
        let at: Timestamp
        let order: Int
        let process: Int
        let event: Event
    }

    private struct Waiting: Hashable, Sendable {
        let process: Int
        let id: Int
    }

    /// What time it is.
    public private(set) var now: Timestamp
    private var processes: [Process] = []
    private var entries: [Entry] = []
    private var cancelled: Set<Waiting> = []
    private var order = 0

    /// No executions, at a time.
    public init(at now: Timestamp) {
        self.now = now
    }

    /// The execution of a process; the first that was started is 0.
    public func execution(_ process: Int = 0) -> Execution { processes[process].execution }

    /// Adds an execution that nobody waits for, and starts it now.
    public mutating func start(_ machine: StateMachine, _ execution: Execution) {
        start(machine, execution, for: nil)
    }

    private mutating func start(_ machine: StateMachine, _ execution: Execution, for parent: (process: Int, id: Int)?) {
        processes.append(Process(machine: machine, execution: execution, parent: parent))
        post(.start, to: processes.count - 1)
    }

    /// Lets something happen to a process, so many seconds from now.
    public mutating func post(_ event: Event, to process: Int, after seconds: Double = 0) {
        add(event, to: process, at: now.adding(seconds: seconds))
    }

    private mutating func add(_ event: Event, to process: Int, at time: Timestamp) {
        order += 1
        entries.append(Entry(at: time, order: order, process: process, event: event))
    }

    /// Goes to the next event and lets it happen.
    /// - Returns: the process, and what came of it, none of which is carried out yet; `nil` when nothing is to happen any more.
    public mutating func advance() -> (process: Int, effects: Effects)? {
        let next = entries.indices.min { (entries[$0].at, entries[$0].order) < (entries[$1].at, entries[$1].order) }
        guard let next else { return nil }
        let entry = entries.remove(at: next)
        now = max(now, entry.at)
        if case .timerFired(let id) = entry.event, cancelled.contains(Waiting(process: entry.process, id: id)) {
            return (entry.process, Effects())
        }
        let machine = processes[entry.process].machine
        return (entry.process, machine.run(&processes[entry.process].execution, entry.event, at: now))
    }

    /// Carries out what concerns executions alone. Results are taken as written.
    /// - Returns: whether it did; tasks and the items of a Map are for the outside world.
    public mutating func perform(_ command: Command, of process: Int) -> Bool {
        switch command {
        case .schedule, .readItems: return false
        case .setTimer(let id, let at): add(.timerFired(id: id), to: process, at: at)
        case .cancelTimer(let id), .cancelTask(let id), .cancelChild(let id):
            cancelled.insert(Waiting(process: process, id: id))
        case .startChild(let child): start(child.machine, child.execution, for: (process, child.id))
        case .writeResults(let write): post(.resultsWritten(id: write.id, ["Bucket": "", "Key": ""]), to: process)
        case .finish(let status, let output, let error):
            guard let parent = processes[process].parent else { break }
            post(
                status == .succeeded
                    ? .childSucceeded(id: parent.id, output: output ?? .null)
                    : .childFailed(id: parent.id, error ?? ErrorOutput()), to: parent.process)
        }
        return true
    }
}
