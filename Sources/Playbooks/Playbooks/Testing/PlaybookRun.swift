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

    private struct Process {
        let machine: StateMachine
        var execution: Execution
        let parent: (process: Int, id: Int)?
    }

    private struct Entry {
        let at: Timestamp
        let order: Int
        let process: Int
        let event: Event
    }

    private struct Pair: Hashable {
        let process: Int
        let id: Int
    }

    private let definition: PlaybookDefinition
    private let subject: PlaybookCase
    private var steps: SoclessSteps
    private var now: Timestamp
    private var processes: [Process] = []
    private var queue: [Entry] = []
    private var cancelled: Set<Pair> = []
    private var order = 0
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
        now = subject.start
        own = Set(definition.ownStates).union(["_Handle_Task_Failure"])
    }

    private mutating func execute(_ machine: StateMachine) {
        let name = SoclessSteps.executionID
        let context = ExecutionContext(
            id: "arn:aws:states:local:000000000000:execution:playbook:\(name)", name: name, startTime: now,
            input: subject.input, stateMachineID: "arn:aws:states:local:000000000000:stateMachine:playbook",
            stateMachineName: "playbook")
        processes = [Process(machine: machine, execution: Execution(context, seed: "case"), parent: nil)]
        post(.start, to: 0)
        var count = 0
        while let index = next(), processes[0].execution.status == .running {
            count += 1
            guard count <= Self.maximumEvents else {
                outcome.problems.append("The playbook does not end: it was stopped after \(Self.maximumEvents) events.")
                break
            }
            let entry = queue.remove(at: index)
            now = max(now, entry.at)
            apply(entry.event, to: entry.process)
        }
        let execution = processes[0].execution
        outcome.status = execution.status.rawValue.lowercased()
        outcome.output = execution.output
        outcome.error = execution.error
        outcome.seconds = Double(now.milliseconds - subject.start.milliseconds) / 1000
        if execution.status == .running, outcome.problems.isEmpty {
            let waiting = execution.activeStates.map { "\"\($0)\"" }.joined(separator: ", ")
            outcome.problems.append("The playbook waits for ever in \(waiting): nothing answers and no time runs out.")
        }
    }

    private func next() -> Int? {
        queue.indices.min { (queue[$0].at, queue[$0].order) < (queue[$1].at, queue[$1].order) }
    }

    private mutating func post(_ event: Event, to process: Int, after seconds: Double = 0) {
        order += 1
        queue.append(Entry(at: now.adding(seconds: seconds), order: order, process: process, event: event))
    }

    private mutating func apply(_ event: Event, to number: Int) {
        if case .timerFired(let id) = event, cancelled.contains(Pair(process: number, id: id)) { return }
        let effects = processes[number].machine.run(&processes[number].execution, event, at: now)
        for entered in effects.history where entered.type.rawValue.hasSuffix("StateEntered") {
            guard let name = entered.name else { continue }
            outcome.entered.insert(name)
            if own.contains(name) { outcome.path.append(name) }
        }
        for command in effects.commands { perform(command, of: number) }
    }

    private mutating func perform(_ command: Command, of number: Int) {
        switch command {
        case .schedule(let task): perform(task, of: number)
        case .setTimer(let id, let at):
            order += 1
            queue.append(Entry(at: at, order: order, process: number, event: .timerFired(id: id)))
        case .cancelTimer(let id), .cancelTask(let id), .cancelChild(let id):
            cancelled.insert(Pair(process: number, id: id))
        case .startChild(let child):
            processes.append(Process(machine: child.machine, execution: child.execution, parent: (number, child.id)))
            post(.start, to: processes.count - 1)
        case .readItems(let read):
            outcome.problems.append("Nothing says what items \(read.resource.arn) has; cases cannot say it.")
            post(.itemsNotRead(id: read.id, ErrorOutput(error: "States.ItemReaderFailed")), to: number)
        case .writeResults(let write): post(.resultsWritten(id: write.id, ["Bucket": "", "Key": ""]), to: number)
        case .finish(let status, let output, let error):
            guard let parent = processes[number].parent else { return }
            post(
                status == .succeeded
                    ? .childSucceeded(id: parent.id, output: output ?? .null)
                    : .childFailed(id: parent.id, error ?? ErrorOutput()), to: parent.process)
        }
    }

    // MARK: - Steps

    private mutating func perform(_ task: TaskRequest, of number: Int) {
        post(.taskStarted(id: task.id), to: number)
        guard let answer = answer(to: task) else { return }
        switch answer.kind {
        case .output(let output): post(.taskSucceeded(id: task.id, output: output), to: number, after: answer.seconds)
        case .failure(let error): post(.taskFailed(id: task.id, error), to: number, after: answer.seconds)
        case .nothing: break
        case .result(let result):
            let output = definition.isSocless ? steps.output(of: task, result: result) : result
            post(.taskSucceeded(id: task.id, output: output), to: number, after: answer.seconds)
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
            return StepAnswer(kind: .output(SoclessSteps.merge(task.input)), seconds: 0)
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
