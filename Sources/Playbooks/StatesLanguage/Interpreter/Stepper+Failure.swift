import JSON

// Errors: tried again, caught, or passed on (specification, "Errors").
extension Stepper {
    /// A state cannot go on, as the interpreter found.
    mutating func failed(_ strand: inout Strand, _ state: State, _ error: StateError) {
        let output = ErrorOutput(error: error.name, cause: describe(error, strand, state))
        if let field = error.field {
            emit(&strand, .evaluationFailed, .evaluation(name: state.name, field: field, output))
        }
        failed(&strand, state, output, isQuery: error.field != nil)
    }

    private func describe(_ error: StateError, _ strand: Strand, _ state: State) -> String {
        // TestState shows one state alone.
        guard inspection == nil, !error.isWhole else { return error.message }
        return
            "An error occurred while executing the state '\(state.name)' (entered at the event id #\(strand.enteredEvent)). "
            + error.message
    }

    /// A state failed: first Retry, then Catch, then whoever is around.
    /// - Parameters:
    ///   - isQuery: whether it is the expression of a field that failed.
    ///   - alias: another name that Retry and Catch may know the error by.
    mutating func failed(
        _ strand: inout Strand, _ state: State, _ error: ErrorOutput, isQuery: Bool = false, alias: String? = nil
    ) {
        discard(&strand)
        abortBranches(of: strand)
        inspection?.error = error
        guard !retries(&strand, state, error, alias) else { return }
        if isQuery || error.error != ErrorName.runtime || hasBranchesFailed(strand) {
            emitStateFailed(&strand, state, error)
        }
        guard let index = state.catchers.firstIndex(where: { Self.matches($0.errorEquals, error, alias) }) else {
            strand.failure = error
            return
        }
        inspection?.catchIndex = index
        do {
            try caught(&strand, state, state.catchers[index], error)
        } catch {
            let output = ErrorOutput(error: error.name, cause: describe(error, strand, state))
            if let field = error.field {
                emit(&strand, .evaluationFailed, .evaluation(name: state.name, field: field, output))
            }
            inspection?.error = output
            strand.failure = output
        }
    }

    /// Parallel and Map have an event for their failure, but not for fields of theirs that cannot be read.
    private mutating func emitStateFailed(_ strand: inout Strand, _ state: State, _ error: ErrorOutput) {
        switch state.kind {
        case .parallel: emit(&strand, .parallelStateFailed, .failure(error))
        case .map: emit(&strand, .mapStateFailed, .failure(error))
        default: break
        }
    }

    private func hasBranchesFailed(_ strand: Strand) -> Bool {
        switch strand.phase {
        case .parallel, .map, .distributed: true
        default: false
        }
    }

    private static func matches(_ names: [String], _ error: ErrorOutput, _ alias: String?) -> Bool {
        errorMatches(names, error.error) || alias.map(names.contains) ?? false
    }

    /// Whether a Retrier has the state tried again.
    private mutating func retries(
        _ strand: inout Strand, _ state: State, _ error: ErrorOutput, _ alias: String?
    ) -> Bool {
        guard let index = state.retry.firstIndex(where: { Self.matches($0.errorEquals, error, alias) }) else {
            return false
        }
        let retrier = state.retry[index]
        if strand.attempts.isEmpty { strand.attempts = Array(repeating: 0, count: state.retry.count) }
        inspection?.retryIndex = index
        guard Int64(strand.attempts[index]) < retrier.maxAttempts else { return false }
        var delay = retrier.interval(after: strand.attempts[index])
        if retrier.hasJitter { delay *= execution.randomness.unit() }
        strand.attempts[index] += 1
        inspection?.retryDelay = delay
        removeBranches(of: strand.id)
        strand.phase = .retrying(timer: setTimer(after: delay, .retry, strand.id))
        return true
    }

    /// Goes on where a Catcher says.
    private mutating func caught(
        _ strand: inout Strand, _ state: State, _ catcher: Catcher, _ error: ErrorOutput
    ) throws(StateError) {
        var evaluator = evaluator(strand, state)
        let output: JSON
        if state.queryLanguage == .jsonata {
            evaluator.errorOutput = error.output
            output = try catcher.output?.value(&evaluator) ?? error.output
        } else {
            output = try insert(error.output, into: strand.input, catcher.resultPath)
        }
        let assigned = try assigned(catcher.assign, in: error.output, &evaluator)
        removeBranches(of: strand.id)
        try exit(&strand, state, output: output, assigned, to: .next(catcher.next), evaluator)
    }

    /// Ends what still is under way in the branches of a strand.
    private mutating func discard(_ strand: inout Strand) {
        if case .distributed(var run) = strand.phase {
            for id in run.open.keys.sorted() { release(id) }
            run.failures += run.open.values
            run.open = [:]
            strand.phase = .distributed(run)
        }
    }

    /// Takes the branches of a strand out, with theirs.
    mutating func removeBranches(of id: Int) {
        for child in execution.strands.values.filter({ $0.parent == id }) {
            removeBranches(of: child.id)
            execution.strands[child.id] = nil
            execution.ready.removeAll { $0 == child.id }
        }
    }

    /// Ends a strand because another one failed, or somebody stopped the execution; it can be driven again.
    mutating func abort(_ strand: inout Strand) {
        switch strand.phase {
        case .waiting(let timer), .retrying(let timer): release(timer)
        case .task(let run): release(run)
        case .distributed: discard(&strand)
        case .aborted: return
        case .ready:
            // It has not entered its state.
            execution.ready.removeAll { $0 == strand.id }
            return
        default: execution.ready.removeAll { $0 == strand.id }
        }
        if let type = state(of: strand)?.kind.abortedEvent { emit(&strand, type) }
        switch strand.phase {
        case .parallel, .map, .distributed: break
        default: strand.phase = .aborted
        }
    }
}
