import JSON

/// An error as the language shows it to Catch, to the history and to who started the execution.
public struct ErrorOutput: Sendable, Hashable {
    /// The error's name; `nil` when whoever reported it gave none.
    public var error: String?
    /// What happened, often JSON in a text; `nil` when whoever reported it gave none.
    public var cause: String?

    /// An error with its cause; both may be missing.
    public init(error: String? = nil, cause: String? = nil) {
        self.error = error
        self.cause = cause
    }

    /// What a Catcher gives to the next state: `{"Error": …, "Cause": …}`.
    ///
    /// A time-out has no cause in the history and an empty one here, as the service does it.
    var output: JSON {
        var object: JSONObject = ["Error": .optional(error)]
        object["Cause"] = cause.map(JSON.string) ?? (error == ErrorName.timeout ? "" : .null)
        return .object(object)
    }
}
