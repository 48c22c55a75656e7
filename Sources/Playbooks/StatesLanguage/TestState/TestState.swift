import JSON

/// One state tried out by itself, by the same rules as in an execution (developer guide, "Testing a state").
public struct TestState: Sendable {
    private let request: TestStateRequest
    private let machine: StateMachine
    private let group: Int
    private let state: State
    private let now: Timestamp
    private var stepper: Stepper

    /// How the context object calls a state that is tried, whatever its name in a machine is.
    static let stateName = "StateName"

    /// Checks the request.
    public init(_ request: TestStateRequest, seed: String, at now: Timestamp) throws(TestStateError) {
        self.request = request
        self.now = now
        (machine, group, state) = try Self.find(request)
        try request.checkMock(for: state, in: machine)
        let context = try request.contextObject(for: state)
        let variables = try request.variableValues()
        stepper = Stepper(
            machine: machine, execution: Self.execution(request, seed: seed, at: now), now: now, limits: .default)
        stepper.inspection = Inspection()
        stepper.inspection?.context = context
        var strand = Strand(
            id: stepper.execution.nextID(), parent: nil, index: 0, group: group, state: state.name,
            input: request.input, lastEvent: 0)
        strand.variables = variables
        stepper.execution.strands[strand.id] = strand
    }

    /// What comes of a try.
    public enum Result: Sendable {
        case answer(TestStateAnswer)
        /// There is no mock: have the task done, and give its event to ``resume(_:)``.
        case task(TaskRequest)
    }

    /// Tries the state.
    public mutating func begin() throws(TestStateError) -> Result {
        guard var strand = stepper.execution.strands.removeValue(forKey: 1) else { return .answer(answer(nil)) }
        strand.enteredAt = now
        stepper.attempt(&strand, state)
        switch (strand.phase, state.kind) {
        case (.waiting, _):
            try? stepper.finishWait(state, &strand)
        case (.task(let run), _):
            stepper.execution.strands[strand.id] = strand
            return try task(run)
        case (.ready, .parallel), (.ready, .map):
            if stepper.inspection?.error == nil, stepper.inspection?.output == nil { try mock(&strand) }
        default: break
        }
        return .answer(answer(strand))
    }

    /// Goes on with what came of the task.
    public mutating func resume(_ event: Event) -> TestStateAnswer {
        stepper.apply(event)
        return answer(stepper.execution.strands[1])
    }

    private mutating func task(_ run: TaskRun) throws(TestStateError) -> Result {
        if let error = request.mock?.errorOutput {
            countRetries(error)
            return .answer(resume(.taskFailed(id: run.id, error)))
        }
        if let result = try request.mockedResult() {
            return .answer(resume(.taskSucceeded(id: run.id, output: result)))
        }
        for case .schedule(let task) in stepper.effects.commands { return .task(task) }
        return .answer(answer(nil))
    }

    /// What stands for branches or iterations.
    private mutating func mock(_ strand: inout Strand) throws(TestStateError) {
        let failures = request.configuration.mapIterationFailureCount ?? 0
        if let error = request.mock?.errorOutput {
            stepper.execution.strands[strand.id] = strand
            countRetries(error)
            strand = stepper.execution.strands.removeValue(forKey: strand.id) ?? strand
            return stepper.failed(&strand, state, error)
        }
        guard let result = try request.mockedResult() else { return }
        let items = stepper.inspection?.itemCount ?? result.arrayValue?.count ?? 0
        guard failures <= max(items, result.arrayValue?.count ?? 0) else {
            throw .validation("Map iteration failure count must be less than or equal to the number of Map iterations")
        }
        guard isTolerable(failures, of: items) else {
            let error = ErrorOutput(
                error: ErrorName.exceedToleratedFailureThreshold, cause: Stepper.thresholdExceeded)
            stepper.execution.strands[strand.id] = strand
            countRetries(error)
            strand = stepper.execution.strands.removeValue(forKey: strand.id) ?? strand
            return stepper.failed(&strand, state, error)
        }
        stepper.finish(&strand, state, result)
    }

    private func isTolerable(_ failures: Int, of items: Int) -> Bool {
        if let count = stepper.inspection?.toleratedFailureCount, failures > Int(count) { return false }
        if let percentage = stepper.inspection?.toleratedFailurePercentage,
            Double(failures) * 100 > percentage * Double(items)
        {
            return false
        }
        return true
    }

    /// Lets the Retrier that matches have had so many attempts.
    private mutating func countRetries(_ error: ErrorOutput) {
        guard var strand = stepper.execution.strands[1],
            let index = state.retry.firstIndex(where: { $0.matches(error.error) })
        else { return }
        strand.attempts = Array(repeating: 0, count: state.retry.count)
        strand.attempts[index] = request.configuration.retrierRetryCount
        stepper.execution.strands[1] = strand
    }

    private func answer(_ strand: Strand?) -> TestStateAnswer {
        let inspection = stepper.inspection ?? Inspection()
        var status = TestStateAnswer.Status.succeeded
        var error = inspection.error
        if let failure = strand?.failure {
            status = .failed
            error = failure
        } else if case .retrying = strand?.phase {
            status = .retriable
        } else if inspection.catchIndex != nil {
            status = .caughtError
        }
        if status == .succeeded { error = nil }
        let data = request.inspectionLevel == .info ? nil : inspection.json(input: request.input)
        return TestStateAnswer(
            status: status, output: status == .failed || status == .retriable ? nil : inspection.output, error: error,
            nextState: inspection.nextState, inspectionData: data)
    }
}

// MARK: - What is tried

extension TestState {
    private static func find(
        _ request: TestStateRequest
    ) throws(TestStateError) -> (StateMachine, Int, State) {
        guard let document = try? JSON.parse(request.definition, limits: StateMachine.limits) else {
            throw .invalidDefinition("Definition must be a valid JSON object")
        }
        let name = request.stateName ?? stateName
        let whole: JSON =
            request.stateName == nil
            ? ["StartAt": .string(name), "States": .object([name: document])] : document
        var reader = DefinitionReader(whole)
        reader.checksTargets = false
        guard let machine = reader.machine(whole) else {
            throw .invalidDefinition(DefinitionError(diagnostics: reader.diagnostics).message)
        }
        for (index, group) in machine.groups.enumerated() {
            if let state = group.states[name] { return (machine, index, state) }
        }
        throw .validation("State not found in definition")
    }

    private static func execution(_ request: TestStateRequest, seed: String, at now: Timestamp) -> Execution {
        var randomness = Randomness(seed: seed)
        let machine = randomness.uuid()
        let name = randomness.uuid()
        let prefix = "arn:aws:states:\(request.region):\(request.account)"
        let context = ExecutionContext(
            id: "\(prefix):express:\(machine):\(name)", name: name,
            roleARN: request.roleARN, startTime: now, redriveCount: nil, input: request.input,
            stateMachineID: "\(prefix):stateMachine:\(machine)",
            stateMachineName: machine)
        return Execution(context, seed: randomness.token())
    }
}
