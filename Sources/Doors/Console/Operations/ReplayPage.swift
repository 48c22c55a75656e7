import HTTPKit
import HummingbirdCore
import Operations

/// `/operations/replays/{id}`: how far a replay is, and what became of its letters.
struct ReplayPage: Sendable {
    let desk: LetterDesk
    let gate: OperatorGate
    let pages: PageMaker

    /// What the page shows.
    struct View: Sendable {
        let replayTitle: String
        let replayBy: String
        let replayAt: TimeView
        let isOn: Bool
        let facts: [FactView]
        let replayNote: String
        let againText: String?
        let groupAddress: String?
        let stopForm: FormView?
    }

    private static let path = "/operations/replays/{id}"

    var endpoints: [Endpoint] {
        [
            gate.page(Self.path, answer: show),
            gate.form("\(Self.path)/stop") { call, visitor, _, _ in
                let id = try call.identifier()
                try await desk.stop(id, by: visitor.email)
                return .seeOther(OperationsLinks.replay(id))
            },
        ]
    }

    @Sendable private func show(_ call: Call, _ visitor: Visitor, _ reader: LetterReader) async throws -> Response {
        let id = try call.identifier()
        let state = try await desk.replay(id)
        let (progress, report) = (state.progress, state.progress.report)
        var stop: FormView?
        if !progress.isFinished {
            stop = FormView(
                "stop", to: "\(OperationsLinks.replay(id))/stop", token: visitor.formToken, button: "Stop it here")
            stop?.isQuiet = true
        }
        func fact(_ name: String, _ count: Int) -> FactView { FactView(factName: name, factValue: "\(count)") }
        let view = View(
            replayTitle: progress.isFinished
                ? "Replayed: \(report.published) of \(Wording.count(report.selected, "letter"))"
                : "Replaying \(Wording.count(report.selected, "letter"))",
            replayBy: state.by, replayAt: TimeView(state.at), isOn: !progress.isFinished,
            facts: [
                fact("Handed over", report.published), fact("Not taken yet", progress.waiting),
                fact("On their way", progress.inOutbox), fact("Left as they were", report.skipped),
                fact("Cannot be read", report.failed), fact("Died again", state.again),
            ],
            replayNote: Self.note(progress, again: state.again),
            againText: state.again == 0
                ? nil : "\(Wording.count(state.again, "letter")) died again: look at why before you replay more.",
            groupAddress: state.group.map { OperationsLinks.group($0) }, stopForm: stop)
        return pages.page(view, by: "replay", title: "A replay", for: visitor, isOperator: true)
    }

    private static func note(_ progress: Replays.Progress, again: Int) -> String {
        if progress.isFinished {
            return again > 0
                ? "All went to their worker."
                : "All are with their worker. Whether it does them now is seen when none dies again."
        }
        let rate = progress.report.rate.map { " at \($0) letters a second" } ?? ""
        return "The dead-letter-keeper carries it out\(rate), whether anybody watches or not."
    }
}
