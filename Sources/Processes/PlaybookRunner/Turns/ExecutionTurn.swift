import Contracts
import Digests
import Encodings
import FoundationEssentials
import Incident
import IncidentStore
import JSON
import PlaybookStore
import Playbooks
import SoclessDialect
import StatesLanguage
import WorkStore

/// The turn of one execution whose row is held.
struct ExecutionTurn {
    var held: HeldExecution
    let outline: PlaybookOutline
    let cause: String?
    let actions: StepActions
    var advance: Advance
    var transition: Transition
    var report: StepReport
    /// The numbers of tasks that nobody answered before their time was up, each with the last event of the history then.
    private var late: [Int: Int] = [:]
    /// Steps that were watched for silence and are answered.
    private var unwatched: [Int] = []
    /// Events of the turn that were looked through for what people do.
    var seen = 0
    private var results = SoclessResults()

    init(_ held: HeldExecution, _ playbook: MachineShelf.Playbook, cause: String?, actions: StepActions) throws {
        self.held = held
        outline = playbook.outline
        self.cause = cause
        self.actions = actions
        advance = try Advance(held, playbook.machine)
        transition = Transition(id: held.record.id, execution: advance.execution, stoppedAt: held.record.stoppedAt)
        report = StepReport(playbook: held.record.playbook, events: held.record.events)
    }

    /// Whether it ends in this transaction.
    private(set) var hasEnded = false

    private var subject: Subject {
        Subject(name: held.record.incident ?? held.record.name, id: held.record.incidentID, cause: cause)
    }

    /// Lets everything happen that has come for it, and leaves what is to be written to the transaction.
    /// - Parameter answered: steps whose answer it does not have yet.
    mutating func take(_ look: Look, answered: [StepRecord], in work: UnitOfWork) async throws {
        transition.due =
            held.due + look.timers.filter { StuckSteps.step(of: $0) == nil && !held.due.contains($0) }
        let silent = look.timers.compactMap { StuckSteps.step(of: $0) }
        if isHeld {
            for step in silent { StuckSteps.watchAgain(step, of: held.record.id, about: subject, in: work) }
            // What comes meanwhile waits: answers in their rows, timers in the execution's.
            guard transition.due != held.due else { return }
            work.write(transition.keepDue)
            return
        }
        begin()
        grant()
        deliver(answered)
        for number in look.heartbeats { advance.apply(.taskHeartbeat(id: number)) }
        for timer in transition.due { fire(timer) }
        transition.due = []
        try await noteLate(in: work)
        try await runOn(in: work)
        if !advance.history.isEmpty || held.wish != nil || !held.due.isEmpty || hasTouchedSteps {
            try await finish(in: work)
        }
        try await tellOfStuck(silent, in: work)
    }

    /// Whether nothing of it goes on: an end that somebody wants comes all the same.
    private var isHeld: Bool {
        guard held.record.isPaused else { return false }
        if case .stop = held.wish { return false }
        return true
    }

    private var hasTouchedSteps: Bool {
        !transition.delivered.isEmpty || !transition.cancelled.isEmpty || !advance.timers.isEmpty
    }

    private mutating func begin() {
        guard held.state == nil else { return }
        advance.apply(.start)
        note("Playbook \(held.record.playbook) began", by: held.record.startedBy)
    }

    /// Does what people want of it.
    private mutating func grant() {
        switch held.wish {
        case .stop(let error): advance.apply(.stop(error))
        case .redrive:
            if advance.apply(.redrive) {
                note(
                    "Playbook \(held.record.playbook) goes on where it ended",
                    by: held.wishedBy ?? held.record.startedBy)
            }
        case nil: break
        }
    }

    private mutating func deliver(_ answered: [StepRecord]) {
        for step in answered {
            let event: Event
            switch step.answer {
            case .output(let text):
                let output = (try? JSON.parse(text, limits: Execution.storedLimits)) ?? .null
                event = Self.succeeded(step, output)
            case .failure(let error, let cause):
                event = .taskFailed(id: step.number, ErrorOutput(error: error, cause: cause))
            case nil: continue
            }
            let before = advance.history.count
            if advance.apply(event) {
                transition.delivered.append(step.number)
                if StuckSteps.isWatched(step.kind, from: step.askedAt, until: step.until) {
                    unwatched.append(step.number)
                }
                report.ended(
                    step.state, step.integration, refusal(since: before) ?? step.answer, by: step.answeredBy,
                    at: advance.execution.lastEventID)
            } else {
                transition.cancelled.append(step.number)
            }
        }
    }

    /// The error that an answer came to, since it is too long, or not what its step may answer.
    private func refusal(since events: Int) -> StepAnswer? {
        let error = advance.history.dropFirst(events).lazy.filter(\.type.endsTask).compactMap(\.failure).first
        return error.map { .failure($0.error, cause: $0.cause) }
    }

    private static func succeeded(_ step: StepRecord, _ output: JSON) -> Event {
        guard let text = step.context else {
            return .taskSucceeded(id: step.number, output: step.wraps ? wrapped(output) : output)
        }
        guard output.objectValue != nil else { return .taskFailed(id: step.number, SoclessFault.noObject(output)) }
        let context = (try? JSON.parse(text, limits: Execution.storedLimits)) ?? [:]
        return .taskSucceeded(id: step.number, output: SoclessCall.output(output, of: step.state, context: context))
    }

    /// A timer rings. One that ends the time of a task is an outcome of its step.
    private mutating func fire(_ timer: Int) {
        let (events, tasks) = (advance.history.count, advance.cancelledTasks.count)
        advance.apply(.timerFired(id: timer))
        guard advance.history.dropFirst(events).contains(where: \.endsTime),
            let task = advance.cancelledTasks.dropFirst(tasks).first
        else { return }
        late[task] = advance.execution.lastEventID
    }

    private mutating func noteLate(in work: UnitOfWork) async throws {
        if late.isEmpty { return }
        let open = try await StepRows.steps(.open, of: [held.record.id], in: work)
        for step in open {
            if let number = late[step.number] { report.ended(step.state, step.integration, nil, at: number) }
        }
    }

    /// What AWS Lambda answers to `lambda:invoke`.
    private static func wrapped(_ output: JSON) -> JSON {
        ["ExecutedVersion": "$LATEST", "Payload": output, "StatusCode": 200]
    }

    // MARK: - Steps

    /// Goes on with what needs nobody; what incidents have to do with is done at once, and others are asked for the rest.
    private mutating func runOn(in work: UnitOfWork) async throws {
        while true {
            advance.runOn()
            noteByHand()
            let asked = advance.takeAsked()
            if asked.isEmpty { return }
            for task in asked where !advance.cancelledTasks.contains(task.id) {
                try await see(to: task, in: work)
            }
        }
    }

    /// A task, whom it goes to, and what it is when its playbook is one of SOCless.
    private struct Asked {
        let task: TaskRequest
        var route: StepRoute
        let call: SoclessCall?
    }

    private mutating func see(to task: TaskRequest, in work: UnitOfWork) async throws {
        var asked: Asked
        do throws(StepRouteError) {
            asked = Asked(
                task: task, route: try StepRoute(task.resource, input: task.input),
                call: outline.socless.contains(task.stateName) ? SoclessCall(task) : nil)
        } catch {
            advance.apply(
                .taskStartFailed(id: task.id, ErrorOutput(error: ErrorName.runtime, cause: error.message)))
            report.ended(
                task.stateName, nil, .failure(ErrorName.runtime, cause: error.message),
                at: advance.execution.lastEventID)
            return
        }
        let saved = asked.call == nil ? [:] : try await results.all(of: held.record.id, in: work)
        if let call = asked.call {
            do throws(TemplateError) {
                let lookups = ParameterTables(now: advance.now.seconds, seed: UInt64(clamping: task.id))
                asked.route.input = try call.resolved(saved, lookups: lookups)
            } catch {
                fail(task, asked.route.integration, ErrorOutput(error: error.kind.rawValue, cause: error.message))
                return
            }
        }
        switch BuiltIn(rawValue: asked.route.integration) {
        case .timelineEntry, .createTask:
            flush(in: work)
            let place = IncidentActions.Place(
                incident: held.record.incident.flatMap { IncidentName($0) }, incidentID: held.record.incidentID,
                playbook: held.record.playbook, key: "\(UUIDText.string(from: held.record.id))/\(task.id)", cause: cause
            )
            settle(asked, try await actions.incidents.perform(asked.route, at: place, in: work))
        case .openIncident, .resolveAlert, .setInvestigationStatus:
            flush(in: work)
            let before = held.record.incidentID
            let result = try await actions.alerts.perform(asked.route, for: &held.record, cause: cause, in: work)
            if before == nil, held.record.incidentID != nil { try await tellOfEarlier(in: work) }
            settle(asked, result)
        case .cacheResults, .counter, .logFindings, .mergeParallelOutput, .soclessSetUp:
            guard let action = BuiltIn(rawValue: asked.route.integration) else { return }
            let place = SoclessActions.Place(
                execution: held.record.id, incident: held.record.incidentID, playbook: held.record.playbook,
                startedAt: held.record.startedAt, saved: saved, root: asked.call?.root(saved))
            flush(in: work)
            settle(asked, actions.socless.perform(action, asked.route.input, at: place, in: work))
        case .httpRequest: open(asked, .call, in: work)
        case .prompt: open(asked, .prompt, in: work)
        case nil: open(asked, .outside, in: work)
        }
    }

    /// Gives the execution what came of a step that was done at once.
    private mutating func settle(_ asked: Asked, _ result: Result<JSON, StepRefusal>) {
        let (task, route) = (asked.task, asked.route)
        switch result {
        case .success(let output):
            let (call, before) = (asked.call, advance.history.count)
            advance.apply(
                .taskSucceeded(
                    id: task.id, output: call?.output(output) ?? (route.wraps ? Self.wrapped(output) : output)))
            if call != nil {
                var step = step(asked, .call)
                step.output = output.text()
                transition.settled.append(step)
                results.add(output, of: task.stateName)
            }
            report.ended(
                task.stateName, route.integration, refusal(since: before) ?? .output(output.text()),
                at: advance.execution.lastEventID)
        case .failure(let refusal): fail(task, route.integration, refusal.error)
        }
    }

    private mutating func fail(_ task: TaskRequest, _ integration: String, _ error: ErrorOutput) {
        advance.apply(.taskFailed(id: task.id, error))
        report.ended(
            task.stateName, integration, .failure(error.error, cause: error.cause), at: advance.execution.lastEventID)
    }

    private func step(_ asked: Asked, _ kind: StepRecord.Kind) -> Transition.Step {
        let (task, route) = (asked.task, asked.route)
        var step = Transition.Step(
            number: task.id, state: task.stateName, integration: route.integration, kind: kind, wraps: route.wraps,
            input: route.input.text(), token: task.token ?? Hex.encode(randomBytes(16)), keepsToken: kind == .prompt,
            until: task.timeoutSeconds.map { advance.now.adding(seconds: Double($0)).date })
        step.context = asked.call?.context.text()
        return step
    }

    /// Asks somebody for a step; its time runs from now on.
    private mutating func open(_ asked: Asked, _ kind: StepRecord.Kind, in work: UnitOfWork) {
        let (task, route) = (asked.task, asked.route)
        let step = step(asked, kind)
        transition.opened.append(step)
        StuckSteps.watch(step, of: held.record.id, at: advance.now.date, about: subject, in: work)
        advance.apply(.taskStarted(id: task.id))
        if task.resource.waitsForToken {
            advance.apply(.taskSubmitted(id: task.id, output: ["integration": .string(route.integration)]))
        }
        guard kind == .outside else {
            work.order(PerformStep(execution: held.record.id, task: task.id), about: subject)
            return
        }
        work.send(
            StepRequested(
                execution: held.record.id, playbook: held.record.playbook, state: task.stateName,
                integration: route.integration, token: step.token, input: route.input,
                timeoutSeconds: task.timeoutSeconds,
                heartbeatSeconds: task.heartbeatSeconds, retryCount: task.retryCount),
            under: StepRequested.key(of: route.integration), about: subject)
    }

    // MARK: - What is written

    private mutating func finish(in work: UnitOfWork) async throws {
        let execution = advance.execution
        transition.execution = execution
        transition.history = advance.history
        transition.cancelled += advance.cancelledTasks
        transition.outcomes = report.outcomes
        if execution.status == .running {
            transition.stoppedAt = nil
        } else if held.record.status == .running || held.wish == .redrive {
            transition.stoppedAt = advance.now.date
            hasEnded = true
        }
        for statement in transition.statements { work.write(statement) }
        StuckSteps.forget(unwatched + transition.cancelled, of: held.record.id, in: work)
        for number in advance.cancelledTimers { work.cancelTimer(key: key(of: number)) }
        for (number, time) in advance.timers.sorted(by: { $0.key < $1.key }) {
            work.schedule(
                WakeExecution(execution: held.record.id, timer: number), key: key(of: number), at: time.date,
                about: subject)
        }
        if advance.isCutShort { work.send(AdvanceExecution(execution: held.record.id), about: subject) }
        flush(in: work)
        if hasEnded { try await tellOfEnd(execution, in: work) }
    }

    private func key(of timer: Int) -> String { "execution/\(UUIDText.string(from: held.record.id))/\(timer)" }
}

extension HistoryEventType {
    /// Whether it is the end of a task that failed.
    fileprivate var endsTask: Bool { self == .lambdaFunctionFailed || self == .activityFailed || self == .taskFailed }
}

extension HistoryEvent {
    /// Whether it says that the time of a task was up.
    fileprivate var endsTime: Bool {
        type == .lambdaFunctionTimedOut || type == .activityTimedOut || type == .taskTimedOut
    }
}
