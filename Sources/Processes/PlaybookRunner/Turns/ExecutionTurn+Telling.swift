import Encodings
import FoundationEssentials
import IncidentStore
import PlaybookStore
import Playbooks
import StatesLanguage
import WorkStore

// What people are told of an execution in its turn.
extension ExecutionTurn {
    mutating func note(_ text: String, by actor: String = StepReport.actor) {
        report.note("\(text) (execution \(held.record.name))", by: actor)
    }

    /// Writes the lines so far; they wait while there is no incident.
    mutating func flush(in work: UnitOfWork) {
        guard let incident = held.record.incidentID else { return }
        let lines = report.takeLines(of: incident)
        if !lines.isEmpty { work.write(Timeline.append(lines)) }
    }

    /// The execution has an incident from now on, whose timeline tells what came before.
    mutating func tellOfEarlier(in work: UnitOfWork) async throws {
        let outcomes = try await StepOutcome.first(100, of: held.record.id, in: work)
        report.precede(with: outcomes, startedBy: held.record.startedBy)
        flush(in: work)
    }

    /// States that stand for what people do, and that are no tasks.
    mutating func noteByHand() {
        defer { seen = advance.history.count }
        for event in advance.history.dropFirst(seen) where event.isExit && event.type != .taskStateExited {
            guard let name = event.name, PlaybookOutline.isManual(name, integration: nil) else { continue }
            report.ended(name, nil, .output("null"), at: event.id)
        }
    }

    /// The last line, which says what is done, what failed and what remains. Who is in the conversation hears of a failure.
    mutating func tellOfEnd(_ execution: Execution, in work: UnitOfWork) async throws {
        guard let incident = held.record.incidentID else { return }
        let earlier = held.record.events > 0 ? try await StepOutcome.last(of: held.record.id, in: work) : []
        let succeeded = execution.status == .succeeded
        let summary = ExecutionSummary(
            earlier + report.outcomes, outline, endedIn: succeeded ? [] : execution.activeStates)
        let text = "\(Self.end(execution, of: held.record)) (execution \(held.record.name))"
        guard execution.status == .failed || execution.status == .timedOut else {
            let actor = execution.status == .aborted ? held.wishedBy ?? StepReport.actor : StepReport.actor
            let line = summary.text.isEmpty ? text : "\(text).\(summary.text)"
            work.write(Timeline.append([Timeline.Line(of: incident, .playbook, by: actor, line)]))
            return
        }
        try await actions.alarm.raise(
            summary.text.isEmpty ? text : "\(text).\(String(summary.text.dropLast()))", of: held.record, cause: cause,
            in: work)
    }

    private static func end(_ execution: Execution, of record: ExecutionRecord) -> String {
        let name = "Playbook \(record.playbook)"
        let states = execution.activeStates.map { "\"\($0)\"" }.joined(separator: ", ")
        let place = states.isEmpty ? "" : " in \(states)"
        let reason = StepReport.reason(execution.error?.error, execution.error?.cause, limit: 300)
        let why = reason.map { ": \($0)" } ?? ""
        switch execution.status {
        case .running, .succeeded: return "\(name) is done"
        case .failed: return "\(name) failed\(place)\(why)"
        case .timedOut: return "\(name) took too long and was ended\(place)"
        case .aborted: return "\(name) was stopped\(place)\(why)"
        }
    }

    /// Tells of steps that are silent for long; one that was answered meanwhile is not told of.
    func tellOfStuck(_ numbers: [Int], in work: UnitOfWork) async throws {
        guard !numbers.isEmpty, held.record.incidentID != nil, advance.execution.status == .running else { return }
        let open = try await StepRows.steps(.open, of: [held.record.id], in: work)
        for step in open where numbers.contains(step.number) && !transition.cancelled.contains(step.number) {
            let end = step.until.map { "until \(RFC3339.string(from: $0))" } ?? "and nothing ends that"
            let text =
                "Playbook \(held.record.playbook) is stuck in \"\(step.state)\": it has waited for \(step.words) since "
                + "\(RFC3339.string(from: step.askedAt)), \(end) (execution \(held.record.name))"
            try await actions.alarm.raise(text, of: held.record, cause: cause, in: work)
        }
    }
}

extension HistoryEvent {
    /// Whether a state was left.
    fileprivate var isExit: Bool { type.rawValue.hasSuffix("StateExited") }
}
