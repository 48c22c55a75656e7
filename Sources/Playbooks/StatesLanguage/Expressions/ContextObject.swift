import JSON

/// What `$$` and `$states.context` show (developer guide, "Accessing execution data from the Context object").
struct ContextObject: Sendable {
    /// The members that stay the same through the execution: `Execution` and `StateMachine`.
    var execution: Shared<ExecutionContext>
    var stateName: String
    var stateEntered: Timestamp
    /// How often the state was tried again; shown where the state can be.
    var retryCount: Int?
    /// The token of the task that is being scheduled.
    var taskToken: String?
    /// The item of the innermost Map around.
    var mapItem: MapItem?
    /// What stands for all of it, where somebody gave one (TestState).
    var replacement: JSONObject?

    /// One item of a Map as its context shows it.
    struct MapItem: Sendable, Hashable {
        var index: Int
        var value: JSON
        /// The key of a member of an object.
        var key: String?
        /// Where a distributed Map has the item from: `STATE_DATA`, or the file that it was read from.
        var source: String?

        /// The member `Map` of the context object.
        var json: JSON {
            var item: JSONObject = ["Index": .int(index), "Value": value]
            if let key { item["Key"] = .string(key) }
            if let source { item["Source"] = .string(source) }
            return ["Item": .object(item)]
        }
    }

    var json: JSON {
        if var replacement {
            if let mapItem { replacement["Map"] = mapItem.json }
            return .object(replacement)
        }
        var state: JSONObject = ["EnteredTime": .string(stateEntered.description), "Name": .string(stateName)]
        if let retryCount { state["RetryCount"] = .int(retryCount) }
        var object: JSONObject = [
            "Execution": execution.value.json, "StateMachine": execution.value.stateMachine, "State": .object(state),
        ]
        if let taskToken { object["Task"] = ["Token": .string(taskToken)] }
        if let mapItem { object["Map"] = mapItem.json }
        return .object(object)
    }
}
