import FoundationEssentials
import JSON
import PlaybookStore
import StatesLanguage

/// What events make of an execution in one transaction: the interpreter's state, and everything that is to be written because of it.
/// It is a value, and reads no clock.
struct Advance: Sendable {
    /// Steps of one execution in one transaction: what can go on for longer lets others come first.
    static let bound = 250

    let machine: StateMachine
    let now: Timestamp
    private(set) var execution: Execution
    private(set) var history: [HistoryEvent] = []
    /// Timers that are to be set, by number.
    private(set) var timers: [Int: Timestamp] = [:]
    /// The numbers of timers that were set before and are of no use any more.
    private(set) var cancelledTimers: [Int] = []
    /// The numbers of tasks that nothing waits for any more.
    private(set) var cancelledTasks: [Int] = []
    /// Steps so far.
    private(set) var steps = 0
    private var asked: [TaskRequest] = []

    /// The execution as it is stored.
    /// - Throws: `JSONError` or `JSONDecodingError` for a state that this release cannot read.
    init(_ held: HeldExecution, _ machine: StateMachine) throws {
        self.machine = machine
        now = Timestamp(held.now)
        let record = held.record
        if let state = held.state {
            execution = try Execution(JSONReader(JSON.parse(state, limits: Execution.storedLimits)))
        } else {
            execution = Execution(
                ExecutionContext(
                    id: "arn:aws:states:::execution:\(record.playbook):\(record.name)", name: record.name,
                    startTime: Timestamp(record.startedAt),
                    input: try JSON.parse(record.input, limits: Execution.storedLimits),
                    stateMachineID: "arn:aws:states:::stateMachine:\(record.playbook)",
                    stateMachineName: record.playbook), seed: held.seed)
        }
    }

    /// Whether it could go on, and has had its turn.
    var isCutShort: Bool { execution.isReady && steps >= Self.bound }

    /// Lets something happen.
    /// - Returns: whether that changed anything.
    @discardableResult
    mutating func apply(_ event: Event) -> Bool {
        steps += 1
        let effects = machine.step(&execution, event, at: now)
        history += effects.history
        for command in effects.commands { perform(command) }
        return effects.rejection == nil
    }

    /// Goes on with everything that needs nobody, up to the bound.
    mutating func runOn() {
        while execution.isReady && steps < Self.bound { apply(.advance) }
    }

    /// The tasks that are to be done and that nobody was asked to do yet.
    mutating func takeAsked() -> [TaskRequest] {
        defer { asked = [] }
        return asked
    }

    private mutating func perform(_ command: Command) {
        switch command {
        case .schedule(let task): asked.append(task)
        case .cancelTask(let id):
            asked.removeAll { $0.id == id }
            cancelledTasks.append(id)
        case .setTimer(let id, let time): timers[id] = time
        case .cancelTimer(let id):
            if timers.removeValue(forKey: id) == nil { cancelledTimers.append(id) }
        // No playbook that is applied has a distributed Map.
        case .readItems(let read): apply(.itemsNotRead(id: read.id, Self.notHere))
        case .startChild(let child): apply(.childFailed(id: child.id, Self.notHere))
        case .writeResults(let write): apply(.resultsNotWritten(id: write.id, Self.notHere))
        case .cancelChild, .finish: break
        }
    }

    private static let notHere = ErrorOutput(
        error: ErrorName.runtime, cause: "This release of the playbook-runner runs no distributed Map.")
}

extension Timestamp {
    /// A time of the database, to the millisecond.
    init(_ date: Date) { self.init(milliseconds: Int64((date.timeIntervalSince1970 * 1000).rounded())) }

    /// The same as the database takes it.
    var date: Date { Date(timeIntervalSince1970: Double(milliseconds) / 1000) }
}
