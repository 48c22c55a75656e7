import PlaybookStore
import Playbooks

/// What the last line of an execution says of its steps: which are done, which failed, and what remains.
struct ExecutionSummary: Sendable {
    private let done: [String]
    private let failed: [String]
    private let forPeople: [String]
    private let notReached: [String]

    /// Names of a kind that are told; of more only how many there are.
    private static let limit = 10

    /// - Parameters:
    ///   - outcomes: what came of the steps, in their order; of each state the last one counts.
    ///   - outline: the playbook's steps.
    ///   - states: in which it ended; none when it is done.
    init(_ outcomes: [StepOutcome], _ outline: PlaybookOutline, endedIn states: [String]) {
        var (order, last): ([String], [String: StepOutcome]) = ([], [:])
        for outcome in outcomes where last.updateValue(outcome, forKey: outcome.state) == nil {
            order.append(outcome.state)
        }
        let ended = order.compactMap { last[$0] }
        let manual = { (outcome: StepOutcome) in
            PlaybookOutline.isManual(outcome.state, integration: outcome.integration)
        }
        done = ended.filter { $0.kind == .done && !manual($0) }.map(\.state)
        failed = ended.filter { $0.kind != .done }.map(\.state)
        forPeople = ended.filter { $0.kind == .done && manual($0) }.map(\.state)
        let known = Set(order).union(states)
        notReached = outline.steps(after: states).filter { !known.contains($0) }
    }

    /// Sentences with a blank before them; empty for an execution without steps.
    var text: String {
        [
            ("Done", done), ("Failed", failed), ("Remains for people", forPeople), ("Not reached", notReached),
        ].filter { !$0.1.isEmpty }.map { " \($0.0): \(Self.list($0.1))." }.joined()
    }

    private static func list(_ names: [String]) -> String {
        let shown = names.prefix(limit).map { "\"\($0)\"" }.joined(separator: ", ")
        return names.count > limit ? "\(shown) and \(names.count - limit) more" : shown
    }
}
