public import JSON

/// What TestState answers.
public struct TestStateAnswer: Sendable, Hashable {
    /// How the state ended.
    public enum Status: String, Sendable {
        case succeeded = "SUCCEEDED"
        case failed = "FAILED"
        /// A Retrier would have it tried again.
        case retriable = "RETRIABLE"
        /// A Catcher says where to go on.
        case caughtError = "CAUGHT_ERROR"
    }

    /// How the state ended.
    public let status: Status
    /// What goes on; `nil` when nothing does.
    public let output: JSON?
    /// The error, when there was one.
    public let error: ErrorOutput?
    /// Where the execution would go.
    public let nextState: String?
    /// What each field made of the data; `nil` at the level INFO.
    public let inspectionData: JSON?

    /// The answer with the API's names; data as values instead of as text.
    public var json: JSON {
        var object: JSONObject = ["status": .string(status.rawValue)]
        if let output { object["output"] = output }
        if let name = error?.error { object["error"] = .string(name) }
        if let cause = error?.cause { object["cause"] = .string(cause) }
        if let nextState { object["nextState"] = .string(nextState) }
        if let inspectionData { object["inspectionData"] = inspectionData }
        return .object(object)
    }
}

/// Why TestState does not answer.
public enum TestStateError: Error, Sendable, Hashable {
    /// The definition is none (InvalidDefinition).
    case invalidDefinition(String)
    /// The request asks for something that cannot be (ValidationException).
    case validation(String)

    /// What is wrong, in the service's words where those are known.
    public var message: String {
        switch self {
        case .invalidDefinition(let message), .validation(let message): message
        }
    }
}

extension Inspection {
    /// The member `inspectionData` of an answer.
    func json(input: JSON) -> JSON {
        var object: JSONObject = ["input": input]
        let values: [(String, JSON?)] = [
            ("afterInputPath", afterInputPath), ("afterParameters", afterParameters),
            ("afterArguments", afterArguments), ("afterItemsPath", afterItemsPath),
            ("afterItemSelector", afterItemSelector), ("result", result),
            ("afterResultSelector", afterResultSelector), ("afterResultPath", afterResultPath),
            ("maxConcurrency", maxConcurrency?.json), ("toleratedFailureCount", toleratedFailureCount?.json),
            ("toleratedFailurePercentage", toleratedFailurePercentage?.json),
        ]
        for (key, value) in values { object[key] = value }
        if let variables, !variables.isEmpty { object["variables"] = .object(variables) }
        if let details = errorDetails { object["errorDetails"] = details }
        return .object(object)
    }

    private var errorDetails: JSON? {
        var details = JSONObject()
        if let catchIndex { details["catchIndex"] = .int(catchIndex) }
        if let retryIndex { details["retryIndex"] = .int(retryIndex) }
        if let retryDelay { details["retryBackoffIntervalSeconds"] = .int(Int64(retryDelay)) }
        return details.isEmpty ? nil : .object(details)
    }
}
