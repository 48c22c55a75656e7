import JSON
import QueryLanguages

// Map: where its items come from, and the iterations of an inline one.
extension Stepper {
    mutating func startMap(_ map: MapState, _ state: State, _ strand: inout Strand) throws(StateError) {
        var evaluator = evaluator(strand, state)
        let input = try effectiveInput(strand.input, state, evaluator)
        guard map.isDistributed || inspection != nil || !map.needsDistribution else {
            throw .runtime("The ItemReader, ItemBatcher and ResultWriter fields are not supported for INLINE maps")
        }
        let items = map.itemReader == nil ? try self.items(map, state, input, &evaluator) : []
        let concurrency = try map.maxConcurrency?.integer("MaxConcurrency", in: input, &evaluator) ?? 0
        guard concurrency >= 0 else { throw .runtime("MaxConcurrency must not be negative: \(concurrency)") }
        inspection?.maxConcurrency = concurrency
        if map.isDistributed || inspection != nil {
            return try startDistributed(map, state, &strand, input, items, concurrency, &evaluator)
        }
        emit(&strand, .mapStateStarted, .length(items.count))
        _ = try tolerance(map, input, &evaluator)
        execution.randomness = evaluator.randomness
        var run = MapRun(
            items: items.map(\.value), input: input,
            concurrency: concurrency == 0 ? limits.inlineConcurrency : Int(concurrency),
            results: Array(repeating: nil, count: items.count))
        run.startEvent = strand.lastEvent
        try startIterations(&strand, state, map, &run)
    }

    /// The items: those of `ItemsPath` or `Items`, or the input itself.
    private mutating func items(
        _ map: MapState, _ state: State, _ input: JSON, _ evaluator: inout Evaluator
    ) throws(StateError) -> [MapItem] {
        let value: JSON
        switch map.items {
        case .input:
            value = input
            if let items = items(of: value, map) { return items }
            guard state.queryLanguage == .jsonPath else {
                throw .query("Map state input must be an array but was: \(value)", field: "Items")
            }
        case .path(let path):
            value = try evaluator.filtered(input, by: path)
            if items(of: value, map) != nil { inspection?.afterItemsPath = value }
        case .jsonata(let template):
            value = try template.value(&evaluator)
            guard items(of: value, map) != nil else { throw template.unexpected(value, "array", "Items") }
        }
        guard let items = items(of: value, map) else {
            var path = "$"
            // The service names paths into the context object by their rest.
            if case .path(let items) = map.items {
                path = items.root == .context ? String(items.text.dropFirst()) : items.text
            }
            throw .runtime("Reference path \"\(path)\" must point to array.")
        }
        return items
    }

    /// The items of an array; a distributed Map takes the members of an object, too.
    private func items(of value: JSON, _ map: MapState) -> [MapItem]? {
        guard map.isDistributed || value.arrayValue != nil else { return nil }
        return MapItem.items(of: value)
    }

    /// How many children may fail, and what share of them in percent.
    func tolerance(
        _ map: MapState, _ input: JSON, _ evaluator: inout Evaluator
    ) throws(StateError) -> (count: Int64?, percentage: Double?) {
        let count = try map.toleratedFailureCount?.integer("ToleratedFailureCount", in: input, &evaluator)
        if let count, count < 0 { throw .runtime("ToleratedFailureCount cannot be negative.") }
        let percentage = try map.toleratedFailurePercentage?.double("ToleratedFailurePercentage", in: input, &evaluator)
        if let percentage, !(0...100).contains(percentage) {
            throw .runtime("ToleratedFailurePercentage must be between 0 and 100.")
        }
        return (count, percentage)
    }

    /// What a child sees of its item.
    mutating func itemInput(
        _ item: MapItem, _ index: Int, _ source: String?, _ map: MapState, _ input: JSON, _ evaluator: inout Evaluator
    ) throws(StateError) -> JSON {
        guard let selector = map.itemSelector else { return item.input }
        evaluator.context.mapItem = ContextObject.MapItem(
            index: index, value: item.value, key: item.key, source: source)
        return try selector.value(in: input, &evaluator)
    }

    /// Starts as many iterations as may be under way; without any to come, the Map is done.
    private mutating func startIterations(
        _ strand: inout Strand, _ state: State, _ map: MapState, _ run: inout MapRun
    ) throws(StateError) {
        if run.next < run.items.count {
            var evaluator = evaluator(strand, state)
            while run.open < run.concurrency, run.next < run.items.count {
                let item = ContextObject.MapItem(index: run.next, value: run.items[run.next])
                strand.lastEvent = record(
                    .mapIterationStarted, .iteration(name: state.name, index: run.next), after: run.startEvent)
                let input = try itemInput(MapItem(value: item.value), run.next, nil, map, run.input, &evaluator)
                execution.randomness = evaluator.randomness
                startBranch(of: strand, run.next, map.processor, input, item)
                run.next += 1
                run.open += 1
            }
        }
        strand.phase = .map(run)
        guard run.open == 0 else { return }
        emit(&strand, .mapStateSucceeded)
        finish(&strand, state, .array(run.results.map { $0 ?? .null }))
    }

    mutating func iterationFinished(
        _ strand: inout Strand, _ state: State, _ run: inout MapRun, _ child: Strand, _ output: JSON
    ) {
        guard case .map(let map) = state.kind else { return }
        strand.lastEvent = record(
            .mapIterationSucceeded, .iteration(name: state.name, index: child.index), after: child.lastEvent)
        run.results[child.index] = output
        run.open -= 1
        do {
            try startIterations(&strand, state, map, &run)
        } catch {
            strand.phase = .map(run)
            failed(&strand, state, error)
        }
    }
}

extension Stepper {
    /// What the first child would see, for TestState.
    mutating func inspectSelector(
        _ map: MapState, _ state: State, _ items: [MapItem], _ input: JSON, _ evaluator: Evaluator
    ) throws(StateError) {
        guard inspection != nil, map.itemSelector != nil else { return }
        var evaluator = evaluator
        var inputs: [JSON] = []
        for (index, item) in items.enumerated() {
            inputs.append(
                try itemInput(item, index, map.isDistributed ? DistributedRun.stateData : nil, map, input, &evaluator))
        }
        inspection?.afterItemSelector = .array(inputs)
    }
}
