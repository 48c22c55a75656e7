import JSON

// Distributed Map: its items are executions of their own (developer guide, "Distributed mode").
extension Stepper {
    mutating func startDistributed(
        _ map: MapState, _ state: State, _ strand: inout Strand, _ input: JSON, _ items: [MapItem],
        _ concurrency: Int64,
        _ evaluator: inout Evaluator
    ) throws(StateError) {
        emit(&strand, .mapStateStarted, .length(items.count))
        let tolerance = try tolerance(map, input, &evaluator)
        inspection?.toleratedFailureCount = tolerance.count
        inspection?.toleratedFailurePercentage = tolerance.percentage
        inspection?.itemCount = map.itemReader == nil ? items.count : nil
        try inspectSelector(map, state, items, input, evaluator)
        guard inspection == nil else { return }
        let label = map.label ?? state.name
        let arn =
            execution.context.stateMachineID.replacing(":stateMachine:", with: ":mapRun:", maxReplacements: 1)
            + "/\(label):\(evaluator.randomness.uuid())"
        execution.randomness = evaluator.randomness
        emit(&strand, .mapRunStarted, .mapRun(arn))
        var run = DistributedRun(
            inputs: [], items: [], source: DistributedRun.stateData, input: input, arn: arn,
            concurrency: concurrency == 0 ? limits.distributedConcurrency : Int(concurrency),
            toleratedCount: tolerance.count, toleratedPercentage: tolerance.percentage, results: [])
        strand.phase = .distributed(run)
        guard let reader = map.itemReader else { return try prepare(&strand, state, map, run, items) }
        let parameters = try reader.parameters?.value(in: input, &evaluator) ?? .object(JSONObject())
        let maxItems = try reader.maxItems?.integer("MaxItems", in: input, &evaluator)
        if let bucket = parameters["Bucket"]?.stringValue {
            run.source = "S3://\(bucket)" + (parameters["Key"]?.stringValue.map { "/\($0)" } ?? "")
            strand.phase = .distributed(run)
        }
        execution.randomness = evaluator.randomness
        effects.commands.append(
            .readItems(
                ReadRequest(
                    id: self.await(.reader, strand.id), resource: reader.resource, parameters: parameters,
                    config: reader.config, maxItems: maxItems)))
    }

    mutating func itemsRead(_ id: Int, _ items: [MapItem]) {
        guard var strand = take(id, .reader), let state = state(of: strand), case .map(let map) = state.kind,
            case .distributed(let run) = strand.phase
        else { return }
        execution.pending[id] = nil
        do {
            var evaluator = evaluator(strand, state)
            let most = try map.itemReader?.maxItems?.integer("MaxItems", in: run.input, &evaluator) ?? 0
            try prepare(&strand, state, map, run, most > 0 ? Array(items.prefix(Int(most))) : items)
        } catch {
            failed(&strand, state, error)
        }
        settle(strand)
    }

    mutating func itemsNotRead(_ id: Int, _ error: ErrorOutput) {
        guard let strand = take(id, .reader) else { return }
        execution.pending[id] = nil
        runFailed(strand, error)
    }

    /// Makes the inputs of the children, and starts the first of them.
    private mutating func prepare(
        _ strand: inout Strand, _ state: State, _ map: MapState, _ run: DistributedRun, _ items: [MapItem]
    ) throws(StateError) {
        var run = run
        var evaluator = evaluator(strand, state)
        var inputs: [JSON] = []
        inputs.reserveCapacity(items.count)
        for (index, item) in items.enumerated() {
            inputs.append(try itemInput(item, index, run.source, map, run.input, &evaluator))
        }
        evaluator.context.mapItem = strand.mapItem
        run.items = items
        if let batcher = map.itemBatcher {
            inputs = try batcher.batches(of: inputs, run.input, &evaluator)
            run.items = []
        }
        execution.randomness = evaluator.randomness
        run.inputs = inputs
        run.results = Array(repeating: nil, count: inputs.count)
        startChildren(&strand, state, map, &run)
    }

    /// Starts as many children as may be under way; without any to come, the run is done.
    private mutating func startChildren(
        _ strand: inout Strand, _ state: State, _ map: MapState, _ run: inout DistributedRun
    ) {
        while run.open.count < run.concurrency, run.next < run.inputs.count {
            startChild(strand, state, map, &run, run.next)
            run.next += 1
        }
        strand.phase = .distributed(run)
        guard run.open.isEmpty else { return }
        var results = run.results.compactMap { $0 }
        if let writer = map.resultWriter { results = writer.transformation.apply(to: results) }
        guard let writer = map.resultWriter, let resource = writer.resource else {
            return runSucceeded(&strand, state, .array(results))
        }
        var evaluator = evaluator(strand, state)
        do {
            let parameters = try writer.parameters?.value(in: run.input, &evaluator) ?? .object(JSONObject())
            effects.commands.append(
                .writeResults(
                    WriteRequest(
                        id: self.await(.writer, strand.id), resource: resource, parameters: parameters,
                        config: writer.config, mapRunARN: run.arn, results: .array(results))))
        } catch {
            failed(&strand, state, error)
        }
    }

    private mutating func startChild(
        _ strand: Strand, _ state: State, _ map: MapState, _ run: inout DistributedRun, _ number: Int
    ) {
        let name = execution.randomness.uuid()
        let parent = execution.context
        let label = map.label ?? state.name
        var context = ExecutionContext(
            id: parent.stateMachineID.replacing(":stateMachine:", with: ":execution:", maxReplacements: 1)
                + "/\(label):\(name)",
            name: name, roleARN: parent.roleARN, startTime: now, input: run.inputs[number],
            stateMachineID: "\(parent.stateMachineID)/\(label)", stateMachineName: "\(parent.stateMachineName)/\(label)"
        )
        context.redriveCount = 0
        var child = Execution(context, seed: execution.randomness.token())
        if number < run.items.count {
            let item = run.items[number]
            child.mapItem = ContextObject.MapItem(index: number, value: item.value, key: item.key, source: run.source)
        }
        let id = self.await(.child, strand.id)
        run.open[id] = number
        effects.commands.append(
            .startChild(
                ChildRequest(
                    id: id, execution: child, machine: machine.processor(map.processor), kind: map.executionType)))
    }

    mutating func childSucceeded(_ id: Int, _ output: JSON) {
        child(id) { run, number in run.results[number] = output }
    }

    mutating func childFailed(_ id: Int, _ error: ErrorOutput) {
        child(id) { run, number in run.failures.append(number) }
    }

    private mutating func child(_ id: Int, _ apply: (inout DistributedRun, Int) -> Void) {
        guard var strand = take(id, .child), let state = state(of: strand), case .map(let map) = state.kind,
            var run = strand.takeDistributed()
        else { return }
        execution.pending[id] = nil
        guard let number = run.open.removeValue(forKey: id) else {
            strand.phase = .distributed(run)
            return settle(strand)
        }
        apply(&run, number)
        guard run.isTolerable else {
            strand.phase = .distributed(run)
            let error = ErrorOutput(
                error: ErrorName.exceedToleratedFailureThreshold, cause: Self.thresholdExceeded)
            return runFailed(strand, error)
        }
        startChildren(&strand, state, map, &run)
        settle(strand)
    }

    /// What the service says when too many children failed.
    static let thresholdExceeded = "The specified tolerated failure threshold was exceeded"

    mutating func resultsWritten(_ id: Int, _ details: JSON) {
        guard var strand = take(id, .writer), let state = state(of: strand), case .distributed(let run) = strand.phase
        else { return }
        execution.pending[id] = nil
        runSucceeded(&strand, state, ["MapRunArn": .string(run.arn), "ResultWriterDetails": details])
        settle(strand)
    }

    mutating func resultsNotWritten(_ id: Int, _ error: ErrorOutput) {
        guard let strand = take(id, .writer) else { return }
        execution.pending[id] = nil
        runFailed(strand, error)
    }

    private mutating func runSucceeded(_ strand: inout Strand, _ state: State, _ result: JSON) {
        emit(&strand, .mapRunSucceeded)
        emit(&strand, .mapStateSucceeded)
        finish(&strand, state, result)
    }

    private mutating func runFailed(_ strand: Strand, _ error: ErrorOutput) {
        var strand = strand
        guard let state = state(of: strand) else { return }
        emit(&strand, .mapRunFailed, .failure(error))
        failed(&strand, state, error)
        settle(strand)
    }

    /// A run that is driven again repeats the children that failed.
    mutating func resumeChildren(_ strand: inout Strand) {
        guard let state = state(of: strand), case .map(let map) = state.kind, case .distributed(var run) = strand.phase,
            !run.inputs.isEmpty
        else {
            strand.phase = .again
            execution.ready.append(strand.id)
            return
        }
        emit(&strand, .mapRunRedriven, .mapRun(run.arn))
        let failures = run.failures.sorted()
        run.failures = []
        for number in failures { startChild(strand, state, map, &run, number) }
        startChildren(&strand, state, map, &run)
    }
}

extension DistributedRun {
    /// What the context says of items that were in the state's input.
    static let stateData = "STATE_DATA"

    /// Whether no more children failed than may.
    fileprivate var isTolerable: Bool {
        if toleratedCount == nil, toleratedPercentage == nil { return failures.isEmpty }
        if let toleratedCount, failures.count > Int(toleratedCount) { return false }
        if let toleratedPercentage, Double(failures.count) * 100 > toleratedPercentage * Double(inputs.count) {
            return false
        }
        return true
    }
}
