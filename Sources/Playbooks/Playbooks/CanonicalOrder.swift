import JSON

/// The order in which the members of definitions are written: what a state is, what it does, where it leads.
enum CanonicalOrder {
    private static let machine = [
        "Comment", "QueryLanguage", "Version", "TimeoutSeconds", "ProcessorConfig", "StartAt", "States",
    ]
    private static let state = [
        "Type", "Comment", "QueryLanguage", "Resource", "Credentials", "InputPath", "Parameters", "Arguments",
        "ItemsPath", "Items", "ItemReader", "ItemSelector", "ItemBatcher", "MaxConcurrency", "MaxConcurrencyPath",
        "ToleratedFailurePercentage", "ToleratedFailurePercentagePath", "ToleratedFailureCount",
        "ToleratedFailureCountPath", "Label", "Result", "Seconds", "SecondsPath", "Timestamp", "TimestampPath",
        "Choices",
        "Default", "Branches", "Iterator", "ItemProcessor", "ResultSelector", "ResultPath", "ResultWriter", "Assign",
        "Output", "OutputPath", "Error", "ErrorPath", "Cause", "CausePath", "TimeoutSeconds", "TimeoutSecondsPath",
        "HeartbeatSeconds", "HeartbeatSecondsPath", "Retry", "Catch", "Next", "End",
    ]
    private static let handler = [
        "ErrorEquals", "IntervalSeconds", "MaxAttempts", "BackoffRate", "MaxDelaySeconds", "JitterStrategy", "Assign",
        "Output", "ResultPath", "Next",
    ]

    static func ordered(machine json: JSON) -> JSON {
        guard case .object(let object) = json else { return json }
        var result = sorted(object, machine)
        if case .object(let states)? = object["States"] {
            result["States"] = .object(states.mapValues(ordered(state:)))
        }
        return .object(result)
    }

    private static func ordered(state json: JSON) -> JSON {
        guard case .object(let object) = json else { return json }
        var result = sorted(object, state)
        for key in ["Iterator", "ItemProcessor"] {
            if let processor = object[key] { result[key] = ordered(machine: processor) }
        }
        if let branches = object["Branches"]?.arrayValue {
            result["Branches"] = .array(branches.map(ordered(machine:)))
        }
        for key in ["Retry", "Catch"] {
            guard let handlers = object[key]?.arrayValue else { continue }
            result[key] = .array(handlers.map { $0.objectValue.map { .object(sorted($0, handler)) } ?? $0 })
        }
        if let choices = object["Choices"]?.arrayValue {
            result["Choices"] = .array(choices.map(ordered(choice:)))
        }
        return .object(result)
    }

    /// The test first, then where it leads.
    private static func ordered(choice json: JSON) -> JSON {
        guard case .object(let object) = json else { return json }
        var result = JSONObject()
        for (key, value) in object where key != "Next" { result[key] = value }
        result["Next"] = object["Next"]
        return .object(result)
    }

    /// The members that are known in their order, then the others as they were written.
    private static func sorted(_ object: JSONObject, _ order: [String]) -> JSONObject {
        var result = JSONObject(minimumCapacity: object.count)
        for key in order { if let value = object[key] { result[key] = value } }
        for (key, value) in object where result[key] == nil { result[key] = value }
        return result
    }
}
