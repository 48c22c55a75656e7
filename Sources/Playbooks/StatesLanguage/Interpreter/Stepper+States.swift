import JSON

// The states that nothing outside takes part in, and Wait.
extension Stepper {
    /// Pass: the result is `Result`, else the parameters.
    mutating func pass(_ pass: PassState, _ state: State, _ strand: inout Strand) throws(StateError) {
        var evaluator = evaluator(strand, state)
        if let result = pass.result, state.queryLanguage == .jsonPath {
            // With a Result the input only matters as far as its path must be there.
            if inspection == nil { _ = try effectiveInput(strand.input, state, evaluator) }
            inspection?.result = result
            return try complete(&strand, state, result: result, &evaluator)
        }
        let input = try effectiveInput(strand.input, state, evaluator)
        let parameters = try parameters(of: input, state, &evaluator)
        try complete(&strand, state, result: parameters, hasResult: false, &evaluator)
    }

    /// Choice: on to where the first rule that holds says.
    mutating func choose(_ choice: ChoiceState, _ state: State, _ strand: inout Strand) throws(StateError) {
        var evaluator = evaluator(strand, state)
        let input = try effectiveInput(strand.input, state, evaluator)
        for rule in choice.rules {
            guard try rule.condition.holds(in: input, &evaluator) else { continue }
            let assigned = try assigned(rule.assign, in: input, &evaluator)
            // The state's own Output and Assign are those of its Default.
            var output = input
            if let template = rule.output {
                output = try template.value(&evaluator)
            } else if state.queryLanguage == .jsonPath {
                output = try passedThrough(input, state, &evaluator)
            }
            return try exit(&strand, state, output: output, assigned, to: .next(rule.next), evaluator)
        }
        guard let fallback = choice.fallback else {
            // The specification calls this States.NoChoiceMatched; the service has been measured to say States.Runtime.
            throw .runtime("Failed to transition out of the state. The state does not point to a next state.")
        }
        let assigned = try assigned(state.dataFlow.assign, in: input, &evaluator)
        let output = try passedThrough(input, state, &evaluator)
        try exit(&strand, state, output: output, assigned, to: .next(fallback), evaluator)
    }

    /// Succeed: the end.
    mutating func succeed(_ state: State, _ strand: inout Strand) throws(StateError) {
        var evaluator = evaluator(strand, state)
        let input = try effectiveInput(strand.input, state, evaluator)
        let output = try passedThrough(input, state, &evaluator)
        let assigned = try assigned(state.dataFlow.assign, in: input, &evaluator)
        try exit(&strand, state, output: output, assigned, to: .end, evaluator)
    }

    /// Fail: the end, with an error.
    mutating func fail(_ fail: FailState, _ state: State, _ strand: inout Strand) throws(StateError) {
        var evaluator = evaluator(strand, state)
        if state.queryLanguage == .jsonPath { inspection?.afterInputPath = strand.input }
        let error = try fail.output(in: strand.input, &evaluator)
        execution.randomness = evaluator.randomness
        strand.failure = error
    }

    /// Wait: until a timer fires; what is over already needs none.
    mutating func wait(_ wait: WaitState, _ state: State, _ strand: inout Strand) throws(StateError) {
        var evaluator = evaluator(strand, state)
        let input = try effectiveInput(strand.input, state, evaluator)
        let deadline = try wait.deadline(in: input, &evaluator)
        guard deadline > now else { return try finishWait(state, &strand) }
        execution.randomness = evaluator.randomness
        let timer = self.await(.wait, strand.id)
        effects.commands.append(.setTimer(id: timer, at: deadline))
        strand.phase = .waiting(timer: timer)
    }

    mutating func finishWait(_ state: State, _ strand: inout Strand) throws(StateError) {
        guard let transition = state.transition else { return }
        var evaluator = evaluator(strand, state)
        let input = try effectiveInput(strand.input, state, evaluator)
        let output = try passedThrough(input, state, &evaluator)
        let assigned = try assigned(state.dataFlow.assign, in: input, &evaluator)
        try exit(&strand, state, output: output, assigned, to: transition, evaluator)
    }
}
