import JSON

// Task: what is handed out, and what comes back.
extension Stepper {
    /// Hands out the task.
    mutating func schedule(_ task: TaskState, _ state: State, _ strand: inout Strand) throws(StateError) {
        var evaluator = evaluator(strand, state)
        let token = task.resource.waitsForToken ? evaluator.randomness.token() : nil
        evaluator.context.taskToken = token
        let input = try effectiveInput(strand.input, state, evaluator)
        let parameters = try parameters(of: input, state, &evaluator)
        let timeout = try duration(task.timeoutSeconds, "TimeoutSeconds", input, &evaluator)
        let heartbeat = try duration(task.heartbeatSeconds, "HeartbeatSeconds", input, &evaluator)
        let credentials = try task.credentials?.value(in: input, &evaluator)
        guard payloadSize(parameters, limit: limits.payloadBytes) <= limits.payloadBytes else {
            throw StateError(
                ErrorName.dataLimitExceeded,
                "The state/task '\(task.resource.arn)' was given an input with a size exceeding the maximum number of "
                    + "bytes service limit.")
        }
        execution.randomness = evaluator.randomness
        emit(
            &strand, TaskEvents(task.resource).scheduled,
            .scheduled(task.resource, input: parameters, timeout: timeout, heartbeat: heartbeat))
        let id = self.await(.task, strand.id)
        strand.phase = .task(TaskRun(id: id, timeoutSeconds: timeout, heartbeatSeconds: heartbeat))
        effects.commands.append(
            .schedule(
                TaskRequest(
                    id: id, stateName: state.name, resource: task.resource, input: parameters, token: token,
                    timeoutSeconds: timeout, heartbeatSeconds: heartbeat, credentials: credentials,
                    retryCount: strand.retryCount)))
    }

    /// The seconds of a field; `nil` when there is none.
    private func duration(
        _ field: ValueField?, _ name: String, _ input: JSON, _ evaluator: inout Evaluator
    ) throws(StateError) -> Int64? {
        guard let field, let seconds = try field.integer(name, in: input, &evaluator) else { return nil }
        guard seconds > 0 else { throw .runtime("\(name) must be a positive number: \(seconds)") }
        return seconds
    }

    mutating func taskStarted(_ id: Int, _ worker: String?) {
        guard var strand = take(id, .task) else { return }
        defer { settle(strand) }
        guard case .task(let run) = strand.phase, !run.isStarted else {
            effects.rejection = "the task \(id) has started already"
            return
        }
        start(&strand, run, worker)
    }

    /// The time of a task begins to run when it is taken up.
    private mutating func start(_ strand: inout Strand, _ run: TaskRun, _ worker: String?) {
        guard let state = state(of: strand), case .task(let task) = state.kind else { return }
        var run = run
        let details: HistoryDetails =
            switch task.resource.target {
            case .activity: .worker(worker)
            case .service: .task(task.resource, output: nil, failure: nil)
            case .function: .none
            }
        emit(&strand, TaskEvents(task.resource).started, details)
        run.isStarted = true
        run.timeoutTimer = run.timeoutSeconds.map { setTimer(after: Double($0), .taskTimeout, strand.id) }
        run.heartbeatTimer = run.heartbeatSeconds.map { setTimer(after: Double($0), .heartbeat, strand.id) }
        strand.phase = .task(run)
    }

    mutating func taskSubmitted(_ id: Int, _ output: JSON) {
        guard var strand = taken(id), let state = state(of: strand), case .task(let task) = state.kind else { return }
        emit(&strand, .taskSubmitted, .task(task.resource, output: output, failure: nil))
        settle(strand)
    }

    mutating func taskHeartbeat(_ id: Int) {
        guard var strand = taken(id) else { return }
        if case .task(var run) = strand.phase, let seconds = run.heartbeatSeconds {
            release(run.heartbeatTimer)
            run.heartbeatTimer = setTimer(after: Double(seconds), .heartbeat, strand.id)
            strand.phase = .task(run)
        }
        settle(strand)
    }

    mutating func taskSucceeded(_ id: Int, _ output: JSON) {
        guard var strand = taken(id), let state = state(of: strand), case .task(let task) = state.kind,
            case .task(let run) = strand.phase
        else { return }
        execution.pending[id] = nil
        release(run)
        if payloadSize(output, limit: limits.payloadBytes) > limits.payloadBytes {
            let error = ErrorOutput(
                error: ErrorName.dataLimitExceeded,
                cause: "The state/task '\(task.resource.limitName)' returned a result with a size exceeding the "
                    + "maximum number of bytes service limit.")
            taskError(&strand, state, task, error)
        } else {
            emit(
                &strand, TaskEvents(task.resource).succeeded, .task(task.resource, output: output, failure: nil))
            inspection?.result = output
            finish(&strand, state, output)
        }
        settle(strand)
    }

    /// Goes on with a result, of a task, of branches or of iterations.
    mutating func finish(_ strand: inout Strand, _ state: State, _ result: JSON) {
        var evaluator = evaluator(strand, state)
        do {
            try complete(&strand, state, result: result, &evaluator)
        } catch {
            failed(&strand, state, error)
        }
    }

    mutating func taskFailed(_ id: Int, _ error: ErrorOutput, isStart: Bool) {
        guard var strand = isStart ? take(id, .task) : taken(id), let state = state(of: strand),
            case .task(let task) = state.kind, case .task(let run) = strand.phase
        else { return }
        execution.pending[id] = nil
        release(run)
        taskError(&strand, state, task, error, isStart: isStart)
        settle(strand)
    }

    private mutating func taskError(
        _ strand: inout Strand, _ state: State, _ task: TaskState, _ error: ErrorOutput, isStart: Bool = false
    ) {
        let events = TaskEvents(task.resource)
        // A worker that reports a time-out has the event of one.
        let isTimeout = error.error == ErrorName.timeout || error.error == ErrorName.heartbeatTimeout
        let type = isStart ? events.startFailed : isTimeout ? events.timedOut : events.failed
        emit(&strand, type, .task(task.resource, output: nil, failure: error))
        failed(&strand, state, error)
    }

    /// The strand of a task that something is heard of: it has started, then, at the latest.
    private mutating func taken(_ id: Int) -> Strand? {
        guard var strand = take(id, .task) else { return nil }
        if case .task(let run) = strand.phase, !run.isStarted { start(&strand, run, nil) }
        return strand
    }

    /// Gives up what is outside for a task.
    mutating func release(_ run: TaskRun) {
        release(run.timeoutTimer)
        release(run.heartbeatTimer)
        release(run.id)
    }
}

extension TaskResource {
    /// How the message about too large a result calls the task.
    fileprivate var limitName: String {
        resourceType ?? arn
    }
}
