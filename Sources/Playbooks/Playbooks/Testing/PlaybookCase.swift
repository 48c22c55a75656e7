import JSON
import StatesLanguage

/// One case of a case file: what a playbook starts with, what its steps answer, and what must come of it.
struct PlaybookCase: Sendable {
    let name: String
    let position: PlaybookPosition?
    /// The input of the execution.
    let input: JSON
    /// The virtual time at which it starts. Default 2026-01-01T00:00:00Z.
    let start: Timestamp
    /// What a state answers, one after another; the last one again for further calls.
    let answers: [String: [StepAnswer]]
    let vault: [String: String]
    let secrets: [String: String]
    let environment: [String: String]
    let expectation: PlaybookExpectation
}

/// What a step answers when it is called.
struct StepAnswer: Sendable {
    enum Kind: Sendable {
        /// What the integration returns; in the SOCless dialect it becomes the results of the state.
        case result(JSON)
        /// The output of the task as it is.
        case output(JSON)
        case failure(ErrorOutput)
        /// No answer at all: the state's time runs out.
        case nothing
    }

    let kind: Kind
    /// How long it takes, in virtual seconds.
    let seconds: Double
}

/// What must come of a case. What is `nil` is not looked at.
struct PlaybookExpectation: Sendable {
    var status: String?
    /// The states that are entered, in order; those of the compiler are not among them.
    var path: [String]?
    var visits: [String]?
    var avoids: [String]?
    var output: JSON?
    /// Members that the output must have, at any depth.
    var outputContains: JSON?
    var error: String?
    var cause: String?
    /// How long it takes, in virtual seconds.
    var seconds: Double?
    /// The resolved parameters with which a state is called.
    var calls: [String: [JSON]] = [:]
}
