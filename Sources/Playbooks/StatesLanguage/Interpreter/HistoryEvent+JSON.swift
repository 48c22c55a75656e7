public import JSON

// An event as GetExecutionHistory shows it.
extension HistoryEvent: JSONEncodable {
    /// `id`, `previousEventId`, `timestamp`, `type` and the details under the name that belongs to the type.
    public var json: JSON {
        var object: JSONObject = [
            "timestamp": .string(timestamp.description), "type": .string(type.rawValue), "id": .int(id),
            "previousEventId": .int(previousID),
        ]
        if let (key, value) = detailMember { object[key] = value }
        return .object(object)
    }

    private var detailMember: (String, JSON)? {
        switch details {
        case .none: return nil
        case .started(let input, let role):
            return ("executionStartedEventDetails", Self.data(input, "input", with: ["roleArn": .optional(role)]))
        case .entered(let name, let input):
            return ("stateEnteredEventDetails", Self.data(input, "input", with: ["name": .string(name)]))
        case .exited(let name, let output, _):
            var members: JSONObject = ["name": .string(name)]
            if let assignedVariables {
                members["assignedVariables"] = .object(assignedVariables)
                members["assignedVariablesDetails"] = ["truncated": false]
            }
            return ("stateExitedEventDetails", Self.data(output, "output", with: members))
        case .output(let output): return (detailKey, Self.data(output, "output"))
        case .failure(let error): return (detailKey, .object(Self.failure(error)))
        case .iteration(let name, let index): return (detailKey, ["name": .string(name), "index": .int(index)])
        case .length(let length): return ("mapStateStartedEventDetails", ["length": .int(length)])
        case .mapRun(let arn): return (detailKey, ["mapRunArn": .string(arn)])
        case .redriven(let count): return (detailKey, ["redriveCount": .int(count)])
        case .worker(let name): return (detailKey, name.map { ["workerName": .string($0)] } ?? [:])
        case .evaluation(let name, let field, let error):
            var members = Self.failure(error)
            members["location"] = .string(field)
            members["state"] = .string(name)
            return (detailKey, .object(members))
        case .scheduled(let resource, let input, let timeout, let heartbeat):
            return (detailKey, Self.scheduled(resource, input, timeout, heartbeat))
        case .task(let resource, let output, let error):
            return (detailKey, Self.task(resource, output, error))
        }
    }

    /// `TaskSucceeded` has `taskSucceededEventDetails`; all states share theirs.
    private var detailKey: String {
        let name = type.rawValue
        return name.prefix(1).lowercased() + name.dropFirst() + "EventDetails"
    }

    private static func data(_ value: JSON, _ key: String, with members: JSONObject = [:]) -> JSON {
        var object = members
        object[key] = .string(value.text())
        object["\(key)Details"] = ["truncated": false]
        return .object(object)
    }

    private static func failure(_ error: ErrorOutput) -> JSONObject {
        var object = JSONObject()
        if let name = error.error { object["error"] = .string(name) }
        if let cause = error.cause { object["cause"] = .string(cause) }
        return object
    }

    private static func scheduled(
        _ resource: TaskResource, _ input: JSON, _ timeout: Int64?, _ heartbeat: Int64?
    ) -> JSON {
        var object = JSONObject()
        if let type = resource.resourceType {
            object["resourceType"] = .string(type)
            object["resource"] = .string(resource.resourceName)
            object["parameters"] = .string(input.text())
        } else {
            object["resource"] = .string(resource.arn)
            object["input"] = .string(input.text())
            object["inputDetails"] = ["truncated": false]
        }
        if let timeout { object["timeoutInSeconds"] = .int(timeout) }
        if let heartbeat { object["heartbeatInSeconds"] = .int(heartbeat) }
        return .object(object)
    }

    private static func task(_ resource: TaskResource, _ output: JSON?, _ error: ErrorOutput?) -> JSON {
        var object = error.map(failure) ?? JSONObject()
        if let type = resource.resourceType {
            object["resourceType"] = .string(type)
            object["resource"] = .string(resource.resourceName)
        }
        if let output {
            object["output"] = .string(output.text())
            object["outputDetails"] = ["truncated": false]
        }
        return .object(object)
    }
}
