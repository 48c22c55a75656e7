import JSON

// Timers that were asked for and have fired.
extension Stepper {
    mutating func timerFired(_ id: Int) {
        guard execution.status == .running, let pending = execution.pending[id] else {
            effects.rejection = "no timer \(id) is set (any more)"
            return
        }
        guard pending.purpose != .executionTimeout else {
            execution.pending[id] = nil
            return end(.timedOut, .executionTimedOut, ErrorOutput(), after: execution.lastEventID)
        }
        guard var strand = take(id, pending.purpose), let state = state(of: strand) else { return }
        execution.pending[id] = nil
        switch (pending.purpose, strand.phase) {
        case (.wait, .waiting):
            do {
                try finishWait(state, &strand)
            } catch {
                failed(&strand, state, error)
            }
        case (.retry, .retrying):
            strand.retryCount += 1
            strand.phase = .again
            attempt(&strand, state)
        case (.taskTimeout, .task(let run)), (.heartbeat, .task(let run)):
            timedOut(&strand, state, run, isHeartbeat: pending.purpose == .heartbeat)
        default:
            effects.rejection = "timer \(id) is no longer of use"
        }
        settle(strand)
    }

    /// A task took too long, or was silent too long: both are `States.Timeout` in the history.
    private mutating func timedOut(
        _ strand: inout Strand, _ state: State, _ run: TaskRun, isHeartbeat: Bool
    ) {
        guard case .task(let task) = state.kind else { return }
        let error = ErrorOutput(error: ErrorName.timeout)
        emit(
            &strand, TaskEvents(task.resource).timedOut,
            .task(task.resource, output: nil, failure: error))
        release(run)
        failed(&strand, state, error, alias: isHeartbeat ? ErrorName.heartbeatTimeout : nil)
    }
}
