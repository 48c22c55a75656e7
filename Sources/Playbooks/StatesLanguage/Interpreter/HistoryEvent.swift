public import JSON

/// One event of an execution's history, as GetExecutionHistory shows it.
public struct HistoryEvent: Sendable, Hashable {
    /// From 1, without gaps.
    public let id: Int
    /// The event that this one follows; 0 for the first.
    public let previousID: Int
    /// When it happened.
    public let timestamp: Timestamp
    /// What happened.
    public let type: HistoryEventType
    let details: HistoryDetails

    /// The state that is entered, exited, or whose iteration this is about.
    public var name: String? {
        switch details {
        case .entered(let name, _), .exited(let name, _, _), .iteration(let name, _): name
        case .evaluation(let name, _, _): name
        default: nil
        }
    }

    /// The error that it tells; `nil` for an event that tells none.
    public var failure: ErrorOutput? {
        switch details {
        case .failure(let error), .evaluation(_, _, let error), .task(_, _, failure: let error?): error
        default: nil
        }
    }

    /// The variables that the state assigned, each as JSON text.
    public var assignedVariables: JSONObject? {
        guard case .exited(_, _, let assigned) = details, !assigned.isEmpty else { return nil }
        var object = JSONObject(minimumCapacity: assigned.count)
        for (name, value) in assigned { object[name] = .string(value.text()) }
        return object
    }
}

/// What an event says besides its type.
enum HistoryDetails: Sendable, Hashable {
    case none
    case started(input: JSON, roleARN: String?)
    case entered(name: String, input: JSON)
    case exited(name: String, output: JSON, assigned: JSONObject)
    case output(JSON)
    case failure(ErrorOutput)
    case iteration(name: String, index: Int)
    case length(Int)
    case mapRun(String)
    case redriven(Int)
    case worker(String?)
    case evaluation(name: String, field: String, ErrorOutput)
    case scheduled(TaskResource, input: JSON, timeout: Int64?, heartbeat: Int64?)
    case task(TaskResource, output: JSON?, failure: ErrorOutput?)
}
