import HTTPKit
import HummingbirdCore
import Operations

/// `/operations/letters/{id}`: one dead letter: why it died, what it says, and what can be done with it.
struct LetterPage: Sendable {
    let desk: LetterDesk
    let gate: OperatorGate
    let pages: PageMaker

    var endpoints: [Endpoint] { [gate.page("\(OperationsLinks.letters)/{id}", answer: show)] }

    @Sendable private func show(_ call: Call, _ visitor: Visitor, _ reader: LetterReader) async throws -> Response {
        let file = try await desk.letter(call.identifier(), for: reader)
        let view = LetterView(file, token: visitor.formToken, done: Self.done(call))
        return pages.page(
            view, by: "letter", title: "\(file.letter.worker): \(file.letter.errorCode)", for: visitor,
            isOperator: true)
    }

    /// What was done, as the address says.
    static func done(_ call: Call) -> String? {
        switch call.request.parameter("done") {
        case "edit": "The letter says something else now. Replay it to have it handled."
        case "discard": "Discarded. Whoever looks for them finds them, and can let them wait again."
        case "restore": "They wait again."
        default: nil
        }
    }
}
