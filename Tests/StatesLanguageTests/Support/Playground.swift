import JSON
import StatesLanguage

/// Executes machines of tests: tasks answer by a function, the clock jumps to the next timer.
struct Playground {
    /// What a task comes to.
    enum Reply {
        case success(JSON)
        case failure(String, String)
        /// Nobody ever answers.
        case silence
    }

    let machine: StateMachine
    var execution: Execution
    var history: [HistoryEvent] = []
    var requests: [TaskRequest] = []
    /// Whether the execution is written and read again before each step.
    var storesEachStep = false
    /// How often each step picks the next of several waiting events, instead of the oldest.
    var shuffle: UInt64 = 0
    var items: [JSON] = []
    var written: WriteRequest?
    private(set) var now = Timestamp(seconds: 1_700_000_000)
    private var waiting: [(at: Timestamp, event: Event)] = []
    private var timers: Set<Int> = []
    private let reply: (TaskRequest) -> Reply

    init(
        _ definition: String, _ input: JSON = [:], kind: StateMachine.Kind = .standard,
        reply: @escaping (TaskRequest) -> Reply = { .success($0.input) }
    ) throws {
        machine = try StateMachine(parsing: definition, kind: kind)
        execution = Execution(Self.context(input, Timestamp(seconds: 1_700_000_000)), seed: "tests")
        self.reply = reply
    }

    static func context(_ input: JSON, _ now: Timestamp) -> ExecutionContext {
        ExecutionContext(
            id: "arn:aws:states:us-east-1:000000000000:execution:machine:run", name: "run",
            roleARN: "arn:aws:iam::000000000000:role/role", startTime: now, input: input,
            stateMachineID: "arn:aws:states:us-east-1:000000000000:stateMachine:machine", stateMachineName: "machine")
    }

    /// To the end, or until nothing is to come any more.
    @discardableResult
    mutating func run(from first: Event = .start) throws -> Playground {
        try apply(first)
        var steps = 0
        while execution.status == .running, steps < 100_000 {
            steps += 1
            if execution.isReady {
                try apply(.advance)
            } else if let next = nextEvent() {
                try apply(next)
            } else {
                break
            }
        }
        return self
    }

    mutating func apply(_ event: Event) throws {
        if storesEachStep {
            let stored = try JSON.parse(execution.json.text(), limits: Execution.storedLimits)
            let copy = try Execution(JSONReader(stored))
            precondition(copy == execution, "an execution is not what was stored of it")
            execution = copy
        }
        let effects = machine.step(&execution, event, at: now)
        history += effects.history
        for command in effects.commands { try perform(command) }
    }

    private mutating func nextEvent() -> Event? {
        guard var index = waiting.indices.min(by: { waiting[$0].at < waiting[$1].at }) else { return nil }
        if shuffle > 0 {
            let due = waiting.indices.filter { waiting[$0].at <= max(now, waiting[index].at) }
            shuffle = shuffle &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            index = due[Int(shuffle >> 33) % due.count]
        }
        let (at, event) = waiting.remove(at: index)
        if case .timerFired(let id) = event, !timers.contains(id) { return nextEvent() }
        now = max(now, at)
        return event
    }

    private mutating func perform(_ command: Command) throws {
        switch command {
        case .schedule(let task):
            requests.append(task)
            switch reply(task) {
            case .success(let output): waiting.append((now, .taskSucceeded(id: task.id, output: output)))
            case .failure(let error, let cause):
                waiting.append((now, .taskFailed(id: task.id, ErrorOutput(error: error, cause: cause))))
            case .silence: waiting.append((now, .taskStarted(id: task.id)))
            }
        case .setTimer(let id, let at):
            timers.insert(id)
            waiting.append((at, .timerFired(id: id)))
        case .cancelTimer(let id): timers.remove(id)
        case .readItems(let read): waiting.append((now, .itemsRead(id: read.id, items.map { MapItem(value: $0) })))
        case .startChild(let child): waiting.append((now, try outcome(of: child)))
        case .writeResults(let write):
            written = write
            waiting.append((now, .resultsWritten(id: write.id, ["Bucket": "results", "Key": "manifest.json"])))
        case .cancelTask, .cancelChild, .finish: break
        }
    }

    /// Children are executed at once.
    private func outcome(of child: ChildRequest) throws -> Event {
        var execution = child.execution
        var events: [Event] = [.start]
        while let event = events.popLast(), execution.status == .running {
            for case .schedule(let task) in child.machine.run(&execution, event, at: now).commands {
                switch reply(task) {
                case .success(let output): events.append(.taskSucceeded(id: task.id, output: output))
                case .failure(let error, let cause):
                    events.append(.taskFailed(id: task.id, ErrorOutput(error: error, cause: cause)))
                case .silence: break
                }
            }
        }
        return execution.status == .succeeded
            ? .childSucceeded(id: child.id, output: execution.output ?? .null)
            : .childFailed(id: child.id, execution.error ?? ErrorOutput())
    }

    /// The types of the events without `StateEntered` and the like: `Pass> Pass< Execution!`.
    var trace: [String] { history.map(\.type.rawValue) }
}

/// A machine of one state that is the end.
func single(_ state: String, language: String = "JSONPath") -> String {
    """
    {"QueryLanguage": "\(language)", "StartAt": "Only", "States": {"Only": \(state)}}
    """
}

extension JSON {
    /// The value of a text in a test.
    init(_ text: String) throws { self = try JSON.parse(text) }
}
