import Contracts
import Digests
import Encodings
import FoundationEssentials
import Incident
import IncidentStore
import JSON
import PlaybookStore
import Playbooks
import StatesLanguage
import WorkStore

/// The turn of one execution whose row is held.
struct ExecutionTurn {
    private var held: HeldExecution
    private let cause: String?
    private let actions: StepActions
    private var advance: Advance
    private var transition: Transition
    private var lines: [Timeline.Line] = []

    init(_ held: HeldExecution, _ machine: StateMachine, cause: String?, actions: StepActions) throws {
        self.held = held
        self.cause = cause
        self.actions = actions
        advance = try Advance(held, machine)
        transition = Transition(id: held.record.id, execution: advance.execution, stoppedAt: held.record.stoppedAt)
    }

    /// Whether it ends in this transaction.
    private(set) var hasEnded = false

    private var subject: Subject {
        Subject(name: held.record.incident ?? held.record.name, id: held.record.incidentID, cause: cause)
    }

    /// Lets everything happen that has come for it, and leaves what is to be written to the transaction.
    /// - Parameter answered: steps whose answer it does not have yet.
    mutating func take(_ look: Look, answered: [StepRecord], in work: UnitOfWork) async throws {
        transition.due = held.due + look.timers.filter { !held.due.contains($0) }
        if isHeld {
            // What comes meanwhile waits: answers in their rows, timers in the execution's.
            guard transition.due != held.due else { return }
            work.write(transition.keepDue)
            return
        }
        begin()
        grant()
        deliver(answered)
        for number in look.heartbeats { advance.apply(.taskHeartbeat(id: number)) }
        for timer in transition.due { advance.apply(.timerFired(id: timer)) }
        transition.due = []
        try await runOn(in: work)
        guard !advance.history.isEmpty || held.wish != nil || !held.due.isEmpty || hasTouchedSteps else { return }
        finish(in: work)
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
                event = .taskSucceeded(id: step.number, output: step.wraps ? Self.wrapped(output) : output)
            case .failure(let error, let cause):
                event = .taskFailed(id: step.number, ErrorOutput(error: error, cause: cause))
            case nil: continue
            }
            if advance.apply(event) {
                transition.delivered.append(step.number)
            } else {
                transition.cancelled.append(step.number)
            }
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
            let asked = advance.takeAsked()
            if asked.isEmpty { return }
            for task in asked where !advance.cancelledTasks.contains(task.id) {
                try await see(to: task, in: work)
            }
        }
    }

    private mutating func see(to task: TaskRequest, in work: UnitOfWork) async throws {
        let route: StepRoute
        do throws(StepRouteError) {
            route = try StepRoute(task.resource, input: task.input)
        } catch {
            advance.apply(
                .taskStartFailed(id: task.id, ErrorOutput(error: ErrorName.runtime, cause: error.message)))
            return
        }
        switch BuiltIn(rawValue: route.integration) {
        case .timelineEntry, .createTask:
            let place = IncidentActions.Place(
                incident: held.record.incident.flatMap { IncidentName($0) }, incidentID: held.record.incidentID,
                playbook: held.record.playbook, key: "\(UUIDText.string(from: held.record.id))/\(task.id)", cause: cause
            )
            settle(task, route, try await actions.incidents.perform(route, at: place, in: work))
        case .openIncident, .resolveAlert, .setInvestigationStatus:
            settle(task, route, try await actions.alerts.perform(route, for: &held.record, cause: cause, in: work))
        case .httpRequest: open(task, route, .call, in: work)
        case .prompt: open(task, route, .prompt, in: work)
        case nil: open(task, route, .outside, in: work)
        }
    }

    /// Gives the execution what came of a step that was done at once.
    private mutating func settle(_ task: TaskRequest, _ route: StepRoute, _ result: Result<JSON, StepRefusal>) {
        switch result {
        case .success(let output):
            advance.apply(.taskSucceeded(id: task.id, output: route.wraps ? Self.wrapped(output) : output))
        case .failure(let refusal): advance.apply(.taskFailed(id: task.id, refusal.error))
        }
    }

    /// Asks somebody for a step; its time runs from now on.
    private mutating func open(_ task: TaskRequest, _ route: StepRoute, _ kind: StepRecord.Kind, in work: UnitOfWork) {
        let token = task.token ?? Hex.encode(randomBytes(16))
        transition.opened.append(
            Transition.Step(
                number: task.id, state: task.stateName, integration: route.integration, kind: kind, wraps: route.wraps,
                input: route.input.text(), token: token, keepsToken: kind == .prompt,
                until: task.timeoutSeconds.map { advance.now.adding(seconds: Double($0)).date }))
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
                integration: route.integration, token: token, input: route.input, timeoutSeconds: task.timeoutSeconds,
                heartbeatSeconds: task.heartbeatSeconds, retryCount: task.retryCount),
            under: StepRequested.key(of: route.integration), about: subject)
    }

    // MARK: - What is written

    private mutating func finish(in work: UnitOfWork) {
        let execution = advance.execution
        transition.execution = execution
        transition.history = advance.history
        transition.cancelled += advance.cancelledTasks
        if execution.status == .running {
            transition.stoppedAt = nil
        } else if held.record.status == .running || held.wish == .redrive {
            transition.stoppedAt = advance.now.date
            hasEnded = true
            noteEnd(execution)
        }
        for statement in transition.statements { work.write(statement) }
        if !lines.isEmpty { work.write(Timeline.append(lines)) }
        for number in advance.cancelledTimers { work.cancelTimer(key: key(of: number)) }
        for (number, time) in advance.timers.sorted(by: { $0.key < $1.key }) {
            work.schedule(
                WakeExecution(execution: held.record.id, timer: number), key: key(of: number), at: time.date,
                about: subject)
        }
        if advance.isCutShort { work.send(AdvanceExecution(execution: held.record.id), about: subject) }
    }

    private func key(of timer: Int) -> String { "execution/\(UUIDText.string(from: held.record.id))/\(timer)" }

    private mutating func noteEnd(_ execution: Execution) {
        let name = "Playbook \(held.record.playbook)"
        let states = execution.activeStates.map { "\"\($0)\"" }.joined(separator: ", ")
        let place = states.isEmpty ? "" : " in \(states)"
        let reason = [execution.error?.error, execution.error?.cause.map { String($0.prefix(300)) }]
            .compactMap(\.self).joined(separator: ": ")
        let why = reason.isEmpty ? "" : ": \(reason)"
        switch execution.status {
        case .running: break
        case .succeeded: note("\(name) is done")
        case .failed: note("\(name) failed\(place)\(why)")
        case .timedOut: note("\(name) took too long and was ended\(place)")
        case .aborted: note("\(name) was stopped\(place)\(why)", by: held.wishedBy ?? "playbook-runner")
        }
    }

    private mutating func note(_ text: String, by actor: String = "playbook-runner") {
        guard let incident = held.record.incidentID else { return }
        lines.append(Timeline.Line(of: incident, .playbook, by: actor, "\(text) (execution \(held.record.name))"))
    }
}
