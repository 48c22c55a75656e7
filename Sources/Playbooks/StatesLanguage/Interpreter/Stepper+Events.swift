import JSON

// What every part of the interpreter needs: writing events, and asking for and giving up what is outside.
extension Stepper {
    /// Writes an event of a strand.
    mutating func emit(_ strand: inout Strand, _ type: HistoryEventType, _ details: HistoryDetails = .none) {
        strand.lastEvent = record(type, details, after: strand.lastEvent)
    }

    /// Writes an event; the last one that fits says that there are no more.
    @discardableResult
    mutating func record(_ type: HistoryEventType, _ details: HistoryDetails, after previous: Int) -> Int {
        guard execution.lastEventID < limits.historyEvents - 1 || execution.status != .running else {
            let error = ErrorOutput(
                error: ErrorName.runtime,
                cause: "The execution reached the maximum number of history events (\(limits.historyEvents)).")
            end(.failed, .executionFailed, error, after: previous)
            return execution.lastEventID
        }
        guard execution.lastEventID < limits.historyEvents else { return execution.lastEventID }
        execution.lastEventID += 1
        effects.history.append(
            HistoryEvent(
                id: execution.lastEventID, previousID: previous, timestamp: now, type: type, details: details))
        return execution.lastEventID
    }

    /// Gives out an identifier for something outside.
    mutating func await(_ purpose: Pending.Purpose, _ strand: Int) -> Int {
        let id = execution.nextID()
        execution.pending[id] = Pending(strand: strand, purpose: purpose)
        return id
    }

    mutating func setTimer(after seconds: Double, _ purpose: Pending.Purpose, _ strand: Int) -> Int {
        let id = self.await(purpose, strand)
        effects.commands.append(.setTimer(id: id, at: now.adding(seconds: seconds)))
        return id
    }

    /// Gives up something outside.
    mutating func release(_ id: Int?) {
        guard let id, let pending = execution.pending.removeValue(forKey: id) else { return }
        switch pending.purpose {
        case .task: effects.commands.append(.cancelTask(id: id))
        case .child, .reader, .writer: effects.commands.append(.cancelChild(id: id))
        default: effects.commands.append(.cancelTimer(id: id))
        }
    }

    /// The strand that waits for the identifier, taken out of the table; says why when there is none.
    mutating func take(_ id: Int, _ purpose: Pending.Purpose) -> Strand? {
        guard execution.status == .running, let pending = execution.pending[id], pending.purpose == purpose,
            let strand = execution.strands.removeValue(forKey: pending.strand)
        else {
            effects.rejection = "nothing waits for \(id) (any more)"
            return nil
        }
        guard let state = state(of: strand), state.kind.canBe(in: strand.phase) else {
            effects.rejection = "the execution is one of another machine"
            execution.strands[strand.id] = strand
            return nil
        }
        return strand
    }

    /// What expressions of a state see.
    func evaluator(_ strand: Strand, _ state: State) -> Evaluator {
        var variables = Variables(own: strand.variables)
        var parent = strand.parent
        while let id = parent, let next = execution.strands[id] {
            if !next.variables.isEmpty { variables.outer.append(next.variables) }
            parent = next.parent
        }
        var context = ContextObject(
            execution: execution.sharedContext, stateName: inspection == nil ? state.name : TestState.stateName,
            stateEntered: strand.enteredAt,
            mapItem: strand.mapItem)
        context.replacement = inspection?.context
        switch state.kind {
        case .task, .parallel, .map: context.retryCount = strand.retryCount
        default: break
        }
        return Evaluator(
            context: context, variables: variables, now: now, randomness: execution.randomness,
            limits: limits.evaluation, stateInput: strand.input)
    }

    /// The state that the strand is in; `nil` when the execution is one of another machine.
    func state(of strand: Strand) -> State? {
        guard machine.groups.indices.contains(strand.group) else { return nil }
        return machine.groups[strand.group].states[strand.state]
    }
}

extension State.Kind {
    /// Whether a state of this type can be where the strand is.
    fileprivate func canBe(in phase: Strand.Phase) -> Bool {
        switch (phase, self) {
        case (.task, .task), (.waiting, .wait), (.parallel, .parallel), (.map, .map), (.distributed, .map): true
        case (.task, _), (.waiting, _), (.parallel, _), (.map, _), (.distributed, _): false
        default: true
        }
    }
}
