import JSON

// Parallel, and what Parallel and Map share.
extension Stepper {
    mutating func startBranches(
        _ parallel: ParallelState, _ state: State, _ strand: inout Strand
    ) throws(StateError) {
        var evaluator = evaluator(strand, state)
        let input = try effectiveInput(strand.input, state, evaluator)
        let parameters = try parameters(of: input, state, &evaluator)
        if inspection != nil {
            // The service shows nothing of what goes into branches.
            inspection?.afterInputPath = nil
            inspection?.afterParameters = nil
            inspection?.afterArguments = nil
            return
        }
        execution.randomness = evaluator.randomness
        emit(&strand, .parallelStateStarted)
        strand.phase = .parallel(
            ParallelRun(
                results: Array(repeating: nil, count: parallel.branches.count), open: parallel.branches.count))
        for (index, group) in parallel.branches.enumerated() {
            startBranch(of: strand, index, group, parameters, strand.mapItem)
        }
    }

    /// Adds a strand for a branch or an iteration.
    mutating func startBranch(
        of strand: Strand, _ index: Int, _ group: Int, _ input: JSON, _ item: ContextObject.MapItem?
    ) {
        var child = Strand(
            id: execution.nextID(), parent: strand.id, index: index, group: group, state: machine.groups[group].startAt,
            input: input, lastEvent: strand.lastEvent)
        child.mapItem = item
        execution.strands[child.id] = child
        execution.ready.append(child.id)
    }

    /// A branch or an iteration is at its end.
    mutating func branchFinished(_ parent: Int, _ child: Strand, _ output: JSON) {
        guard var strand = execution.strands.removeValue(forKey: parent), let state = state(of: strand) else { return }
        if var run = strand.takeParallel(), run.results.indices.contains(child.index) {
            run.results[child.index] = output
            run.open -= 1
            let isDone = run.open == 0
            strand.phase = .parallel(run)
            if isDone {
                strand.lastEvent = child.lastEvent
                emit(&strand, .parallelStateSucceeded)
                finish(&strand, state, .array(run.results.map { $0 ?? .null }))
            }
        } else if var run = strand.takeMap(), run.results.indices.contains(child.index) {
            iterationFinished(&strand, state, &run, child, output)
        }
        settle(strand)
    }

    /// A branch or an iteration failed: its siblings end, and the state fails with its error.
    mutating func branchFailed(_ parent: Int, _ child: Strand, _ error: ErrorOutput) {
        guard var strand = execution.strands.removeValue(forKey: parent), let state = state(of: strand) else { return }
        strand.lastEvent = child.lastEvent
        if case .map = strand.phase {
            emit(&strand, .mapIterationFailed, .iteration(name: state.name, index: child.index))
        } else if let kind = self.state(of: child)?.kind, case .task = kind {
            // A branch has no event of its own for its failure.
            emit(&strand, .taskStateAborted)
        }
        failed(&strand, state, error)
        settle(strand)
    }

    /// Ends the branches of a strand that have not failed or ended by themselves, innermost first.
    mutating func abortBranches(of strand: Strand) {
        let isMap: Bool
        switch strand.phase {
        case .map: isMap = true
        case .parallel: isMap = false
        default: return
        }
        for id in execution.strands.keys.sorted() {
            guard var child = execution.strands[id], child.parent == strand.id, child.failure == nil,
                child.phase != .aborted
            else { continue }
            abortBranches(of: child)
            abort(&child)
            execution.strands[id] = child
            if isMap {
                record(
                    .mapIterationAborted, .iteration(name: strand.state, index: child.index), after: child.lastEvent)
            }
        }
    }
}
