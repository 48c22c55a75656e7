import DequeModule
import JSON

// The execution as a whole: how it starts, ends, is stopped and driven again.
extension Stepper {
    mutating func start() {
        guard execution.lastEventID == 0, execution.status == .running else {
            effects.rejection = "the execution has started already"
            return
        }
        var strand = Strand(
            id: execution.nextID(), parent: nil, index: 0, group: machine.root, state: machine.startAt,
            input: execution.context.input, lastEvent: 0)
        strand.mapItem = execution.mapItem
        emit(
            &strand, .executionStarted,
            .started(input: execution.context.input, roleARN: execution.context.roleARN))
        if let seconds = machine.timeoutSeconds {
            _ = setTimer(after: Double(seconds), .executionTimeout, strand.id)
        }
        execution.ready.append(strand.id)
        execution.strands[strand.id] = strand
        if payloadSize(execution.context.input, limit: limits.payloadBytes) > limits.payloadBytes {
            let error = ErrorOutput(
                error: ErrorName.dataLimitExceeded, cause: "The execution's input is larger than the service allows.")
            end(.failed, .executionFailed, error, after: strand.lastEvent)
        }
    }

    mutating func succeeded(_ output: JSON, after event: Int) {
        execution.status = .succeeded
        execution.output = output
        record(.executionSucceeded, .output(output), after: event)
        releaseAll()
        effects.commands.append(.finish(.succeeded, output: output, error: nil))
    }

    /// Ends the execution without an output.
    mutating func end(_ status: Execution.Status, _ type: HistoryEventType, _ error: ErrorOutput, after event: Int) {
        guard execution.status == .running else { return }
        execution.status = status
        // A machine's own time-out has neither error nor cause.
        execution.error = status == .timedOut ? nil : error
        record(type, .failure(error), after: event)
        releaseAll()
        effects.commands.append(.finish(status, output: nil, error: execution.error))
    }

    mutating func stop(_ error: ErrorOutput) {
        guard execution.status == .running else {
            effects.rejection = "the execution has ended already"
            return
        }
        for id in execution.strands.keys.sorted(by: >) {
            guard var strand = execution.strands[id] else { continue }
            abort(&strand)
            execution.strands[id] = strand
        }
        end(.aborted, .executionAborted, error, after: execution.lastEventID)
    }

    /// Goes on where the execution ended; attempts count from 0 again (developer guide, "Redriving executions").
    mutating func redrive() {
        guard execution.status == .failed || execution.status == .timedOut || execution.status == .aborted else {
            effects.rejection = "only an execution that did not succeed can be driven again"
            return
        }
        execution.status = .running
        execution.error = nil
        execution.ready = []
        let count = (execution.context.redriveCount ?? 0) + 1
        execution.context.redriveCount = count
        record(.executionRedriven, .redriven(count), after: execution.lastEventID)
        if let seconds = machine.timeoutSeconds { _ = setTimer(after: Double(seconds), .executionTimeout, 1) }
        for id in execution.strands.keys.sorted() {
            guard var strand = execution.strands.removeValue(forKey: id) else { continue }
            resume(&strand)
            settle(strand)
        }
    }

    /// A strand whose branches or iterations still are there goes on with them; all others try their state again.
    private mutating func resume(_ strand: inout Strand) {
        strand.attempts = []
        strand.retryCount = 0
        strand.failure = nil
        switch strand.phase {
        case .parallel: break
        case .map(let run):
            let alive = execution.strands.values.filter { $0.parent == strand.id }.count
            if alive == 0, run.open > 0 { again(&strand) }
        case .distributed: resumeChildren(&strand)
        case .ready: execution.ready.append(strand.id)
        default: again(&strand)
        }
    }

    private mutating func again(_ strand: inout Strand) {
        strand.phase = .again
        strand.lastEvent = execution.lastEventID
        execution.ready.append(strand.id)
    }

    /// Once an execution has ended nothing more is asked for, whatever the step was about.
    mutating func close() {
        guard execution.status != .running,
            let end = effects.commands.lastIndex(where: { if case .finish = $0 { true } else { false } })
        else { return }
        effects.commands.removeSubrange((end + 1)...)
        execution.pending = [:]
        execution.ready = []
    }

    /// Cancels everything that is outside still.
    private mutating func releaseAll() {
        for id in execution.pending.keys.sorted() { release(id) }
        execution.ready = []
        if execution.status == .succeeded { execution.strands = [:] }
    }
}
