import JSON
import StatesLanguage

/// Why a step of the runner's own failed, as its playbook sees it: what it may retry and catch.
struct StepRefusal: Error, Sendable, Hashable {
    /// The name that Retry and Catch know it by, and what happened.
    let error: ErrorOutput

    init(_ name: String, _ cause: String) { error = ErrorOutput(error: name, cause: cause) }

    /// What the step was given cannot be.
    static func parameters(_ cause: String) -> StepRefusal { StepRefusal("InvalidParameters", cause) }

    /// The same of a reader's error.
    static func parameters(_ error: any Error) -> StepRefusal { parameters("\(error)") }
}
