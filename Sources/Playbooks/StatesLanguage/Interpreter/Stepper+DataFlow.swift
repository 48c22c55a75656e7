import JSON
import QueryLanguages

// What of its input a state sees, and what of its result goes on (specification, "Input and Output Processing").
extension Stepper {
    /// The input after `InputPath`.
    mutating func effectiveInput(
        _ input: JSON, _ state: State, _ evaluator: Evaluator
    ) throws(StateError) -> JSON {
        guard state.queryLanguage == .jsonPath else { return input }
        let effective =
            switch state.dataFlow.inputPath {
            case .whole: input
            case .nothing: JSON.object(JSONObject())
            case .path(let path): try evaluator.filtered(input, by: path)
            }
        inspection?.afterInputPath = effective
        return effective
    }

    /// `Parameters` or `Arguments`, or the effective input when there are none.
    mutating func parameters(
        of input: JSON, _ state: State, _ evaluator: inout Evaluator
    ) throws(StateError) -> JSON {
        let parameters = try state.dataFlow.parameters?.value(in: input, &evaluator) ?? input
        if state.queryLanguage == .jsonPath { inspection?.afterParameters = parameters }
        if state.queryLanguage == .jsonata, state.dataFlow.parameters != nil { inspection?.afterArguments = parameters }
        return parameters
    }

    /// Makes the output of a result, and leaves the state with it.
    mutating func complete(
        _ strand: inout Strand, _ state: State, result: JSON, hasResult: Bool = true, _ evaluator: inout Evaluator
    ) throws(StateError) {
        guard let transition = state.transition else { return }
        if state.queryLanguage == .jsonata {
            if hasResult { evaluator.result = result }
            let output = try state.dataFlow.output?.value(&evaluator) ?? result
            let assigned = try assigned(state.dataFlow.assign, in: result, &evaluator)
            return try exit(&strand, state, output: output, assigned, to: transition, evaluator)
        }
        var selected = result
        if let selector = state.dataFlow.resultSelector { selected = try selector.value(in: result, &evaluator) }
        inspection?.afterResultSelector = selected
        let combined = try insert(selected, into: strand.input, state.dataFlow.resultPath)
        inspection?.afterResultPath = combined
        let output = try filteredOutput(combined, state, evaluator)
        let assigned = try assigned(state.dataFlow.assign, in: result, &evaluator)
        try exit(&strand, state, output: output, assigned, to: transition, evaluator)
    }

    /// The input after `InputPath` and `OutputPath`, for the states that have nothing between.
    mutating func passedThrough(
        _ input: JSON, _ state: State, _ evaluator: inout Evaluator
    ) throws(StateError) -> JSON {
        if state.queryLanguage == .jsonata { return try state.dataFlow.output?.value(&evaluator) ?? input }
        return try filteredOutput(input, state, evaluator)
    }

    private func filteredOutput(_ output: JSON, _ state: State, _ evaluator: Evaluator) throws(StateError) -> JSON {
        switch state.dataFlow.outputPath {
        case .whole: output
        case .nothing: .object(JSONObject())
        case .path(let path): try evaluator.filtered(output, by: path)
        }
    }

    /// The result at its place in the input.
    func insert(_ result: JSON, into input: JSON, _ field: ResultPathField) throws(StateError) -> JSON {
        switch field {
        case .replace:
            return result
        case .discard:
            return input
        case .insert(let reference, let text):
            do {
                return try reference.set(result, in: input)
            } catch {
                throw StateError(
                    ErrorName.resultPathMatchFailure, "Unable to apply Reference Path \(text) to input \(input)")
            }
        }
    }

    /// The variables that `Assign` sets; they see the values before.
    func assigned(
        _ template: Template?, in input: JSON, _ evaluator: inout Evaluator
    ) throws(StateError) -> JSONObject {
        guard let template, case .object(let object) = try template.value(in: input, &evaluator) else { return [:] }
        for (name, value) in object where payloadSize(value, limit: limits.payloadBytes) > limits.payloadBytes {
            throw .runtime("The value of the variable '\(name)' is larger than the service allows.")
        }
        return object
    }

    /// Leaves a state.
    mutating func exit(
        _ strand: inout Strand, _ state: State, output: JSON, _ assigned: JSONObject, to transition: State.Transition,
        _ evaluator: Evaluator
    ) throws(StateError) {
        guard payloadSize(output, limit: limits.payloadBytes) <= limits.payloadBytes else {
            var error = StateError(
                ErrorName.dataLimitExceeded,
                "The state/task '\(state.name)' returned a result with a size exceeding the maximum number of bytes "
                    + "service limit.")
            error.isWhole = true
            throw error
        }
        execution.randomness = evaluator.randomness
        emit(&strand, state.kind.exitedEvent, .exited(name: state.name, output: output, assigned: assigned))
        for (name, value) in assigned { strand.variables[name] = value }
        switch transition {
        case .next(let name):
            strand.state = name
            strand.input = output
            strand.phase = .ready
            execution.ready.append(strand.id)
            inspection?.nextState = name
        case .end:
            strand.phase = .finished(output)
        }
        inspection?.output = output
        inspection?.variables = strand.variables
    }
}
