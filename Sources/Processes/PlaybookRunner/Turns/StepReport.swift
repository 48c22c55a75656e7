import FoundationEssentials
import IncidentStore
import JSON
import PlaybookStore
import Playbooks
import StatesLanguage

/// What people are told of an execution in its turn: what came of its steps, and the lines that the timeline of its incident gets, in
/// the order in which it happened.
struct StepReport: Sendable {
    /// A line that waits for the execution to have an incident.
    struct Line: Sendable {
        var actor: String
        var text: String
    }

    /// Who tells what nobody else did.
    static let actor = "playbook-runner"
    /// Events from which on steps are no lines any more: a timeline is for people, who do not read thousands.
    static let limit = 5000

    private let playbook: String
    /// Events of its history before the turn.
    private let before: Int
    private var isQuiet = false
    private var lines: [Line] = []
    private(set) var outcomes: [StepOutcome] = []

    /// - Parameter events: of the execution's history before the turn.
    init(playbook: String, events: Int) {
        self.playbook = playbook
        before = events
    }

    mutating func note(_ text: String, by actor: String = actor) { lines.append(Line(actor: actor, text: text)) }

    /// A step has ended.
    /// - Parameters:
    ///   - integration: who did it.
    ///   - answer: what they said; `nil` when nobody did in time.
    ///   - actor: who answered.
    ///   - number: the last event of the history.
    mutating func ended(
        _ state: String, _ integration: String?, _ answer: StepAnswer?, by actor: String? = nil, at number: Int
    ) {
        let outcome: StepOutcome
        switch answer {
        case nil: outcome = StepOutcome(number: number, state: state, integration: integration, kind: .timedOut)
        case .failure(let error, let cause):
            outcome = StepOutcome(
                number: number, state: state, integration: integration, kind: .failed,
                detail: Self.reason(error, cause, limit: 200))
        case .output(let text):
            outcome = StepOutcome(
                number: number, state: state, integration: integration, kind: .done,
                detail: Self.detail(of: text, integration, by: actor))
        }
        outcomes.append(outcome)
        tell(outcome)
    }

    /// What is told of an output: who answered a question and what, and the status of a request; of others nothing, since they may
    /// hold anything.
    private static func detail(of output: String, _ integration: String?, by actor: String?) -> String? {
        switch integration.flatMap({ BuiltIn(rawValue: $0) }) {
        case .prompt:
            let words = output.count > 100 ? output.prefix(99) + "…" : output[...]
            return words + (actor.map { ", by \($0)" } ?? "")
        case .httpRequest:
            let status = (try? JSON.parse(output, limits: Execution.storedLimits))?["status_code"]?.intValue
            return status.map { "status \($0)" }
        default: return nil
        }
    }

    /// An error in one line.
    static func reason(_ error: String?, _ cause: String?, limit: Int) -> String? {
        let words = [error, cause.map { String($0.prefix(limit)).replacing("\n", with: " ") }].compactMap(\.self)
            .filter { !$0.isEmpty }
        return words.isEmpty ? nil : words.joined(separator: ": ")
    }

    private mutating func tell(_ outcome: StepOutcome) {
        // What these do is a line already, or nobody's news.
        if outcome.kind == .done, let own = outcome.integration.flatMap({ BuiltIn(rawValue: $0) }),
            [.timelineEntry, .createTask, .openIncident, .logFindings, .soclessSetUp].contains(own)
        {
            return
        }
        guard outcome.number <= Self.limit else {
            if before <= Self.limit, !isQuiet {
                note("Playbook \(playbook) goes on: what comes of its further steps is in its history alone")
            }
            isQuiet = true
            return
        }
        note(Self.line(outcome))
    }

    /// An outcome for people.
    static func line(_ outcome: StepOutcome) -> String {
        let step = "Step \"\(outcome.state)\"" + (outcome.integration.map { " (\($0))" } ?? "")
        let detail = outcome.detail.map { ": \($0)" } ?? ""
        switch outcome.kind {
        case .done: return "\(step) is done\(detail)"
        case .failed: return "\(step) failed\(detail)"
        case .timedOut: return "\(step) was not answered in time"
        }
    }

    /// The execution has an incident from now on: what came before is told first.
    mutating func precede(with outcomes: [StepOutcome], startedBy starter: String) {
        var earlier: [Line] = []
        if before > 0 { earlier.append(Line(actor: starter, text: "Playbook \(playbook) began before it")) }
        earlier += outcomes.map { Line(actor: Self.actor, text: Self.line($0)) }
        lines = earlier + lines
    }

    /// The lines so far, for the timeline of an incident.
    mutating func takeLines(of incident: UUID) -> [Timeline.Line] {
        defer { lines = [] }
        return lines.map { Timeline.Line(of: incident, .playbook, by: $0.actor, $0.text) }
    }
}
