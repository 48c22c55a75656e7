import DequeModule
import JSON

/// What a step brought about.
public struct Effects: Sendable {
    /// The events that follow the history so far.
    public var history: [HistoryEvent] = []
    /// What is to be done outside.
    public var commands: [Command] = []
    /// Why the event changed nothing; `nil` when it did.
    public var rejection: String?
}

extension StateMachine {
    /// The one function of the interpreter: an execution, and what happens to it, give the execution after it, the new
    /// events of its history, and what is to be done outside. It reads no clock and has no randomness of its own.
    ///
    /// The execution must be one of this machine. Steps are small: each enters at most one state, so that an execution
    /// can be stored between any two of them.
    public func step(
        _ execution: inout Execution, _ event: Event, at now: Timestamp, limits: InterpreterLimits = .default
    ) -> Effects {
        var stepper = Stepper(machine: self, execution: execution, now: now, limits: limits)
        // What the caller holds must not be a second owner while it is changed.
        execution = Self.vacant
        stepper.effects.history.reserveCapacity(2)
        stepper.apply(event)
        stepper.close()
        execution = stepper.execution
        return stepper.effects
    }

    private static let vacant = Execution(
        ExecutionContext(
            id: "", name: "", startTime: Timestamp(seconds: 0), input: .null, stateMachineID: "", stateMachineName: ""),
        seed: "")

    /// An event, and then all that the execution can do without another one.
    public func run(
        _ execution: inout Execution, _ event: Event, at now: Timestamp, limits: InterpreterLimits = .default
    ) -> Effects {
        var effects = step(&execution, event, at: now, limits: limits)
        while execution.isReady {
            let more = step(&execution, .advance, at: now, limits: limits)
            effects.history += more.history
            effects.commands += more.commands
        }
        return effects
    }
}

/// One step under way.
///
/// A strand that is worked on is out of the execution's table; ``settle(_:)`` puts it back, or ends it.
struct Stepper {
    let machine: StateMachine
    var execution: Execution
    let now: Timestamp
    let limits: InterpreterLimits
    var effects = Effects()
    /// What TestState shows of the data's way; `nil` when nobody asked.
    var inspection: Inspection?

    init(machine: StateMachine, execution: Execution, now: Timestamp, limits: InterpreterLimits) {
        self.machine = machine
        self.execution = execution
        self.now = now
        self.limits = limits
    }

    /// Applies an event (developer guide, "Processing input and output"; specification, "States").
    mutating func apply(_ event: Event) {
        switch event {
        case .start: start()
        case .advance: advance()
        case .taskStarted(let id, let worker): taskStarted(id, worker)
        case .taskSubmitted(let id, let output): taskSubmitted(id, output)
        case .taskHeartbeat(let id): taskHeartbeat(id)
        case .taskSucceeded(let id, let output): taskSucceeded(id, output)
        case .taskFailed(let id, let error): taskFailed(id, error, isStart: false)
        case .taskStartFailed(let id, let error): taskFailed(id, error, isStart: true)
        case .timerFired(let id): timerFired(id)
        case .itemsRead(let id, let items): itemsRead(id, items)
        case .itemsNotRead(let id, let error): itemsNotRead(id, error)
        case .childSucceeded(let id, let output): childSucceeded(id, output)
        case .childFailed(let id, let error): childFailed(id, error)
        case .resultsWritten(let id, let details): resultsWritten(id, details)
        case .resultsNotWritten(let id, let error): resultsNotWritten(id, error)
        case .stop(let error): stop(error)
        case .redrive: redrive()
        }
    }

    /// Goes on with the strand whose turn it is.
    private mutating func advance() {
        guard execution.status == .running, let id = execution.ready.popFirst(),
            var strand = execution.strands.removeValue(forKey: id)
        else {
            effects.rejection = "there is nothing to go on with"
            return
        }
        guard let state = state(of: strand) else {
            effects.rejection = "the machine has no state \"\(strand.state)\""
            execution.strands[id] = strand
            return
        }
        if strand.phase == .ready { enter(&strand, state) }
        attempt(&strand, state)
        settle(strand)
    }

    /// Enters a state.
    private mutating func enter(_ strand: inout Strand, _ state: State) {
        strand.enteredAt = now
        strand.attempts = []
        strand.retryCount = 0
        emit(&strand, state.kind.enteredEvent, .entered(name: state.name, input: strand.input))
        strand.enteredEvent = strand.lastEvent
    }

    /// Does what a state of this type does; for Retry and redrive again.
    mutating func attempt(_ strand: inout Strand, _ state: State) {
        do {
            switch state.kind {
            case .pass(let pass): try self.pass(pass, state, &strand)
            case .task(let task): try self.schedule(task, state, &strand)
            case .choice(let choice): try self.choose(choice, state, &strand)
            case .wait(let wait): try self.wait(wait, state, &strand)
            case .succeed: try self.succeed(state, &strand)
            case .fail(let fail): try self.fail(fail, state, &strand)
            case .parallel(let parallel): try self.startBranches(parallel, state, &strand)
            case .map(let map): try self.startMap(map, state, &strand)
            }
        } catch {
            failed(&strand, state, error)
        }
    }

    /// Puts a strand back, or passes on how it ended.
    mutating func settle(_ strand: Strand) {
        guard execution.status == .running else {
            // It ended meanwhile; unless it succeeded, it can be driven again from here.
            if execution.status != .succeeded { execution.strands[strand.id] = strand }
            return
        }
        if let error = strand.failure {
            execution.strands[strand.id] = strand
            guard let parent = strand.parent else {
                return end(.failed, .executionFailed, error, after: strand.lastEvent)
            }
            return branchFailed(parent, strand, error)
        }
        switch strand.phase {
        case .finished(let output):
            guard let parent = strand.parent else { return succeeded(output, after: strand.lastEvent) }
            branchFinished(parent, strand, output)
        default:
            execution.strands[strand.id] = strand
        }
    }
}
