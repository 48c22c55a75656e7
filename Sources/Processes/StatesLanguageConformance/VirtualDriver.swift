import JSON
import StatesLanguage

/// Executes a machine with scripted functions on a clock that jumps from one event to the next.
struct VirtualDriver {
    /// What came of it.
    struct Outcome {
        var execution: Execution
        var history: [HistoryEvent]
        /// Why the case cannot be executed here.
        var unscripted: String?
    }

    let functions: [String: ScriptedFunction]
    let account: String
    let region: String
    private var executions: VirtualExecutions
    private var history: [HistoryEvent] = []
    private var unscripted: String?
    /// What does the tasks of activities.
    private let worker: StateMachine?
    private var board = ActivityBoard()
    /// The activities whose worker is at work.
    private var staffed: Set<String> = []

    init(
        functions: [String: ScriptedFunction], worker: StateMachine? = nil, account: String, region: String,
        now: Timestamp
    ) {
        self.worker = worker
        self.functions = functions
        self.account = account
        self.region = region
        executions = VirtualExecutions(at: now)
    }

    /// More events than any case has: an execution that does not end is cut off.
    private static let maximum = 200_000

    mutating func run(_ machine: StateMachine, _ execution: Execution) -> Outcome {
        executions.start(machine, execution)
        var count = 0
        while count < Self.maximum, let (process, effects) = executions.advance() {
            count += 1
            if process == 0 { history += effects.history }
            for command in effects.commands { perform(command, of: process) }
            if executions.execution().status != .running { break }
        }
        return Outcome(execution: executions.execution(), history: history, unscripted: unscripted)
    }

    private mutating func perform(_ command: Command, of process: Int) {
        switch command {
        case .schedule(let task): return perform(task, of: process)
        case .readItems(let read):
            unscripted = "the case has no items for \(read.resource.arn)"
            return post(.itemsNotRead(id: read.id, ErrorOutput(error: "States.ItemReaderFailed")), to: process)
        case .cancelTimer(let id), .cancelTask(let id), .cancelChild(let id):
            board.remove(ActivityBoard.Waiting(process: process, id: id))
        default: break
        }
        _ = executions.perform(command, of: process)
    }

    private mutating func post(_ event: Event, to process: Int, after seconds: Double = 0) {
        executions.post(event, to: process, after: seconds)
    }

    // MARK: - Tasks

    private mutating func perform(_ task: TaskRequest, of number: Int) {
        switch task.resource.target {
        case .activity: return offer(task, of: number)
        case .service("aws-sdk:sfn", let action, _) where worker != nil: return work(task, action, of: number)
        default: break
        }
        post(.taskStarted(id: task.id), to: number)
        let (event, seconds) = answer(task)
        if let event { post(event, to: number, after: seconds) }
    }

    /// What a task comes to; nothing when nobody ever answers.
    mutating func answer(_ task: TaskRequest) -> (Event?, seconds: Double) {
        switch task.resource.target {
        case .activity:
            return (.taskSucceeded(id: task.id, output: task.input), 0)
        case .function:
            return call(task, name: task.resource.arn, event: task.input, isService: false)
        case .service("lambda", action: "invoke", _):
            let payload = task.input["Payload"] ?? .object(JSONObject())
            // A text is the payload as it is; nothing is an empty object.
            let event = payload.stringValue.map { (try? JSON.parse($0)) ?? .null } ?? payload
            return call(
                task, name: task.input["FunctionName"]?.stringValue ?? "",
                event: event.isNull ? .object(JSONObject()) : event, isService: true)
        default:
            unscripted = "the case does not say what \(task.resource.arn) answers"
            return (.taskFailed(id: task.id, ErrorOutput(error: "Unscripted", cause: unscripted)), 0)
        }
    }

    /// Has a worker do a task.
    private mutating func offer(_ task: TaskRequest, of number: Int) {
        let activity = task.resource.arn
        guard let worker else {
            unscripted = "the case has no worker for \(activity)"
            return
        }
        board.add(ActivityBoard.Waiting(process: number, id: task.id), input: task.input, of: activity)
        if staffed.insert(activity).inserted {
            var context = executions.execution().context
            context.input = ["ActivityArn": .string(activity)]
            executions.start(worker, Execution(context, seed: activity))
        }
        handOver(activity)
    }

    private mutating func handOver(_ activity: String) {
        guard let (task, input, poll) = board.match(activity, at: executions.now) else { return }
        post(.taskStarted(id: task.id, worker: poll.worker), to: task.process)
        post(
            .taskSucceeded(
                id: poll.waiting.id, output: ["Input": .string(input.text()), "TaskToken": .string(task.token)]),
            to: poll.waiting.process)
    }

    /// What a worker asks of the service.
    private mutating func work(_ request: TaskRequest, _ action: String, of number: Int) {
        let me = ActivityBoard.Waiting(process: number, id: request.id)
        post(.taskStarted(id: request.id), to: number)
        let input = request.input
        if action == "getActivityTask" {
            let activity = input["ActivityArn"]?.stringValue ?? ""
            // Who gets no task in time gets an answer without one; whoever has one ignores that.
            post(.taskSucceeded(id: request.id, output: [:]), to: number, after: ActivityBoard.longestPoll)
            board.add(
                ActivityBoard.Poll(
                    waiting: me, worker: input["WorkerName"]?.stringValue,
                    until: executions.now.adding(seconds: ActivityBoard.longestPoll)), of: activity)
            return handOver(activity)
        }
        guard let task = input["TaskToken"]?.stringValue.flatMap(board.task) else {
            let error = ErrorOutput(error: "Sfn.TaskTimedOutException", cause: "Nobody waits for the task any more.")
            return post(.taskFailed(id: request.id, error), to: number)
        }
        switch action {
        case "sendTaskSuccess":
            let output = input["Output"]?.stringValue.flatMap { try? JSON.parse($0) } ?? input["Output"] ?? .null
            post(.taskSucceeded(id: task.id, output: output), to: task.process)
        case "sendTaskFailure":
            let error = ErrorOutput(error: input["Error"]?.stringValue, cause: input["Cause"]?.stringValue)
            post(.taskFailed(id: task.id, error), to: task.process)
        default: post(.taskHeartbeat(id: task.id), to: task.process)
        }
        if action != "sendTaskHeartbeat" { board.remove(task) }
        post(.taskSucceeded(id: request.id, output: [:]), to: number)
    }

    private mutating func call(
        _ task: TaskRequest, name: String, event: JSON, isService: Bool
    ) -> (Event?, seconds: Double) {
        let short = Self.functionName(name)
        guard let (outcome, seconds) = functions[short]?.call(with: event) else {
            return (.taskFailed(id: task.id, notFound(short)), 0)
        }
        switch outcome {
        case .success(let value):
            return (.taskSucceeded(id: task.id, output: isService ? response(value) : value), seconds)
        case .failure(let type, let message):
            let cause = ScriptedFunction.cause(
                type: type, message: message, request: "00000000-0000-4000-8000-000000000000", isCompact: isService)
            return (.taskFailed(id: task.id, ErrorOutput(error: type, cause: cause)), seconds)
        }
    }

    /// The name in an ARN, with or without version.
    private static func functionName(_ name: String) -> String {
        let parts = name.split(separator: ":").map(String.init)
        guard let index = parts.firstIndex(of: "function"), index + 1 < parts.count else { return parts.first ?? name }
        return parts[index + 1]
    }

    private func notFound(_ name: String) -> ErrorOutput {
        ErrorOutput(
            error: "Lambda.ResourceNotFoundException",
            cause:
                "Function not found: arn:aws:lambda:\(region):\(account):function:\(name):$LATEST (Service: AWSLambda; "
                + "Status Code: 404; Error Code: ResourceNotFoundException; Request ID: "
                + "00000000-0000-4000-8000-000000000000; Proxy: null)")
    }

    /// What the integration gives for a function's answer.
    private func response(_ value: JSON) -> JSON {
        let length = JSON.string(String(PythonText.json(value).utf8.count))
        let headers: JSONObject = [
            "Connection": "keep-alive", "Content-Length": length, "Content-Type": "application/json",
            "Date": .string(executions.now.description), "X-Amz-Executed-Version": "$LATEST",
            "x-amzn-Remapped-Content-Length": "0", "x-amzn-RequestId": "00000000-0000-4000-8000-000000000000",
            "X-Amzn-Trace-Id": "root=1-00000000-000000000000000000000000",
        ]
        return [
            "ExecutedVersion": "$LATEST", "Payload": value,
            "SdkHttpMetadata": [
                "AllHttpHeaders": .object(headers.mapValues { [$0] }), "HttpHeaders": .object(headers),
                "HttpStatusCode": 200,
            ], "SdkResponseMetadata": ["RequestId": "00000000-0000-4000-8000-000000000000"], "StatusCode": 200,
        ]
    }
}
