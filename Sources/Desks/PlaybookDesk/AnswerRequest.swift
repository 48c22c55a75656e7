public import JSON
public import StatesLanguage

/// What `POST /api/v1/answers` asks for.
public struct AnswerRequest: Sendable, Hashable, JSONDecodable {
    /// What came with the question.
    public var token: String
    /// What the step comes to; `nil` when it failed.
    public var output: JSON?
    /// Why it failed, of which both parts may be missing; `nil` when it did not.
    public var failure: ErrorOutput?

    /// The answer that a step came to this.
    public init(token: String, output: JSON) {
        self.token = token
        self.output = output
    }

    /// The answer that a step failed.
    public init(token: String, failure: ErrorOutput) {
        self.token = token
        self.failure = failure
    }

    /// Reads the body of a request: `token`, and `output` or `error` and `cause`, of which the desk wants one.
    public init(_ reader: JSONReader) throws {
        try reader.object(allowing: "token", "output", "error", "cause")
        token = try reader.string("token", length: 1...1024)
        output = reader.value["output"]
        let reason = ErrorOutput(
            error: try reader.optionalString("error", length: 1...256),
            cause: try reader.optionalString("cause", length: 1...32_768))
        failure = reason == ErrorOutput() ? nil : reason
    }

    /// Why it is no answer; `nil` for one.
    var fault: String? {
        let hasFailed = failure != nil
        if (output != nil) != hasFailed { return nil }
        return "an answer is either output, or error and cause, and this is \(hasFailed ? "both" : "neither")"
    }
}
