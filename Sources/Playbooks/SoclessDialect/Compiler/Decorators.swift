import JSON

/// What `Decorators` of a playbook asks for.
struct Decorators {
    /// The state that runs when a task fails, as it is written.
    let taskFailureHandler: JSONObject?
    private let disablesAllDefaultRetries: Bool
    private let statesWithoutDefaultRetry: Set<String>

    init(_ json: JSON?) {
        taskFailureHandler = json?["TaskFailureHandler"]?.objectValue
        let disabled = json?["DisableDefaultRetry"]
        disablesAllDefaultRetries = disabled?["all"]?.boolValue ?? false
        statesWithoutDefaultRetry = Set(disabled?["tasks"]?.arrayValue?.compactMap(\.stringValue) ?? [])
    }

    func disablesDefaultRetry(of state: String) -> Bool {
        disablesAllDefaultRetries || statesWithoutDefaultRetry.contains(state)
    }
}
