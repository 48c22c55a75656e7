import JSON
import SoclessDialect
import StatesLanguage

/// Runs one case on a clock that jumps from one event to the next.
struct PlaybookRun {
    /// What came of a case.
    struct Outcome {
        var status = "running"
        var output: JSON?
        var error: ErrorOutput?
        /// The playbook's own states, in the order in which they were entered.
        var path: [String] = []
        /// All states that were entered, also the compiler's.
        var entered: Set<String> = []
        var seconds = 0.0
        /// The resolved parameters of every call.
        var calls: [(state: String, parameters: JSON)] = []
        /// What the case does not say, or why it did not end.
        var problems: [String] = []
    }

    private let definition: PlaybookDefinition
    private let subject: PlaybookCase
    private var steps: SoclessSteps
    private var executions: VirtualExecutions
    private var calls: [String: Int] = [:]
    private var outcome = Outcome()
    private let own: Set<String>

    /// A playbook that goes round in circles is cut off after so many events.
    private static let maximumEvents = 50_000

    static func outcome(
        of subject: PlaybookCase, _ definition: PlaybookDefinition, _ machine: StateMachine
    ) -> Outcome {
        var run = PlaybookRun(definition, subject)
        run.execute(machine)
        return run.outcome
    }

    private init(_ definition: PlaybookDefinition, _ subject: PlaybookCase) {
        self.definition = definition
        self.subject = subject
        steps = SoclessSteps(
            lookups: ParameterTables(
                vault: subject.vault, secrets: subject.secrets, environment: subject.environment,
                now: subject.start.seconds))
        executions = VirtualExecutions(at: subject.start)
        own = Set(definition.ownStates).union(["_Handle_Task_Failure"])
    }

    private mutating func execute(_ machine: StateMachine) {
        let name = SoclessSteps.executionID
        let context = ExecutionContext(
            id: "arn:aws:states:local:000000000000:execution:playbook:\(name)", name: name, startTime: subject.start,
            input: subject.input, stateMachineID: "arn:aws:states:local:000000000000:stateMachine:playbook",
            stateMachineName: "playbook")
        executions.start(machine, Execution(context, seed: "case"))
        var count = 0
        while executions.execution().status == .running, let (process, effects) = executions.advance() {
            count += 1
            guard count <= Self.maximumEvents else {
                outcome.problems.append("The playbook does not end: it was stopped after \(Self.maximumEvents) events.")
                break
            }
            note(effects.history)
            for command in effects.commands { perform(command, of: process) }
        }
        let execution = executions.execution()
        outcome.status = execution.status.rawValue.lowercased()
        outcome.output = execution.output
        outcome.error = execution.error
        outcome.seconds = Double(executions.now.milliseconds - subject.start.milliseconds) / 1000
        if execution.status == .running, outcome.problems.isEmpty {
            let waiting = execution.activeStates.map { "\"\($0)\"" }.joined(separator: ", ")
            outcome.problems.append("The playbook waits for ever in \(waiting): nothing answers and no time runs out.")
        }
    }

    private mutating func note(_ history: [HistoryEvent]) {
        for entered in history where entered.type.rawValue.hasSuffix("StateEntered") {
            guard let name = entered.name else { continue }
            outcome.entered.insert(name)
            if own.contains(name) { outcome.path.append(name) }
        }
    }

    private mutating func perform(_ command: Command, of process: Int) {
        switch command {
        case .schedule(let task): perform(task, of: process)
        case .readItems(let read):
            outcome.problems.append("Nothing says what items \(read.resource.arn) has; cases cannot say it.")
            executions.post(
                .itemsNotRead(id: read.id, ErrorOutput(error: "States.ItemReaderFailed")), to: process)
        default: _ = executions.perform(command, of: process)
        }
    }

    // MARK: - Steps

    private mutating func perform(_ task: TaskRequest, of number: Int) {
        executions.post(.taskStarted(id: task.id), to: number)
        guard let answer = answer(to: task) else { return }
        switch answer.kind {
        case .output(let output):
            executions.post(.taskSucceeded(id: task.id, output: output), to: number, after: answer.seconds)
        case .failure(let error): executions.post(.taskFailed(id: task.id, error), to: number, after: answer.seconds)
        case .nothing: break
        case .result(let result):
            let output = definition.isSocless ? steps.output(of: task, result: result) : result
            executions.post(.taskSucceeded(id: task.id, output: output), to: number, after: answer.seconds)
        }
    }

    private mutating func answer(to task: TaskRequest) -> StepAnswer? {
        let name = task.stateName
        if definition.isSocless, let failure = noteCall(task) { return failure }
        if let answers = subject.answers[name], !answers.isEmpty {
            let place = calls[name, default: 0]
            calls[name] = place + 1
            return answers[min(place, answers.count - 1)]
        }
        if definition.isSocless, !own.contains(name) {
            if name == "Setup_Socless_Global_State" {
                return StepAnswer(kind: .output(SoclessSteps.setUp(task.input)), seconds: 0)
            }
            return StepAnswer(kind: .output(SoclessFunctions.merge(task.input)), seconds: 0)
        }
        outcome.problems.append("Nothing says what \"\(name)\" answers. Add it to the case's steps.")
        return StepAnswer(
            kind: .failure(ErrorOutput(error: "Unanswered", cause: "The case does not say what \(name) answers.")),
            seconds: 0)
    }

    /// Notes the resolved parameters; parameters that cannot be resolved fail the step, as an integration would.
    private mutating func noteCall(_ task: TaskRequest) -> StepAnswer? {
        do throws(TemplateError) {
            if let parameters = try steps.parameters(of: task) { outcome.calls.append((task.stateName, parameters)) }
            return nil
        } catch {
            return StepAnswer(
                kind: .failure(ErrorOutput(error: error.kind.rawValue, cause: error.message)), seconds: 0)
        }
    }
}
