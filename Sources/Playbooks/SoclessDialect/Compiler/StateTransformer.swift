import JSON

/// Turns the states of a playbook into states of the Amazon States Language, by their types.
struct StateTransformer {
    let compatibility: SoclessCompatibility
    let decorators: Decorators
    /// What the tasks that merge branches call.
    let mergeResource: JSON
    let mergeNames: MergeNames

    /// - Parameter isTopLevel: Whether failures may go to the failure handler, which no branch can reach.
    func transformed(_ states: JSONObject, isTopLevel: Bool) -> JSONObject {
        var result = JSONObject(minimumCapacity: states.count)
        for (name, state) in states {
            for (name, state) in transformed(name, state, isTopLevel) { result[name] = state }
        }
        return result
    }

    private func transformed(_ name: String, _ state: JSON, _ isTopLevel: Bool) -> JSONObject {
        guard case .object(let fields) = state else { return [:] }
        switch fields["Type"]?.stringValue {
        case "Task": return [name: task(name, fields, isTopLevel)]
        case "Interaction": return [name: interaction(name, fields, isTopLevel)]
        case "Parallel": return parallel(name, fields, isTopLevel)
        case "Map" where compatibility == .corrected: return [name: map(name, fields, isTopLevel)]
        case "Wait" where compatibility == .corrected: return [name: wait(fields)]
        case "Choice", "Pass", "Wait", "Succeed", "Fail": return [name: state]
        default: return [:]
        }
    }

    // MARK: - What tasks, interactions and parallels share

    /// Adds the default retry, and the catcher of the failure handler.
    func hardened(_ name: String, _ fields: JSONObject, _ isTopLevel: Bool) -> JSONObject {
        var result = fields
        if let written = fields["Retry"]?.arrayValue {
            if !decorators.disablesDefaultRetry(of: name) {
                result["Retry"] = .array(DefaultRetry.added(to: written, compatibility))
            }
        } else if !decorators.disablesDefaultRetry(of: name) {
            result["Retry"] = [DefaultRetry.retrier(compatibility)]
        }
        return caught(name, result, isTopLevel)
    }

    /// Adds the catcher of the failure handler, to all but the handler.
    func caught(_ name: String, _ fields: JSONObject, _ isTopLevel: Bool) -> JSONObject {
        guard isTopLevel, decorators.taskFailureHandler != nil, name != FailureHandler.name else { return fields }
        var result = fields
        result["Catch"] = FailureHandler.catchers(fields["Catch"], of: name, compatibility)
        return result
    }

    /// What an integration is called with: the execution's context, and its own parameters still to be resolved.
    func integrationInput(_ name: String, _ parameters: JSON?) -> JSON {
        var configuration: JSONObject = ["Name": .string(name)]
        configuration["Parameters"] = parameters
        return [
            "execution_id.$": "$.execution_id",
            "artifacts.$": "$.artifacts",
            "errors.$": "$.errors",
            "results.$": "$.results",
            "State_Config": .object(configuration),
        ]
    }
}
