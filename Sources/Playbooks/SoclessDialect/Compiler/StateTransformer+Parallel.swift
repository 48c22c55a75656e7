import JSON

extension StateTransformer {
    /// The parallel, then a task that merges what its branches ended with into one context.
    func parallel(_ name: String, _ fields: JSONObject, _ isTopLevel: Bool) -> JSONObject {
        let mergeName = mergeNames[name]
        var result = fields
        result["End"] = nil
        result["Branches"] = nil
        result = caught(name, result, isTopLevel)
        result["Next"] = .string(mergeName)
        result["Branches"] = .array((fields["Branches"]?.arrayValue ?? []).map(branch))
        return [name: .object(result), mergeName: merge(name, mergeName, fields, isTopLevel)]
    }

    private func merge(_ name: String, _ mergeName: String, _ fields: JSONObject, _ isTopLevel: Bool) -> JSON {
        var merge: JSONObject = ["Type": "Task", "Resource": mergeResource]
        if compatibility == .recorded { merge["Catch"] = [] }
        // The handler itself may be a parallel: what merges its branches does not lead back to it.
        if name != FailureHandler.name { merge = caught(mergeName, merge, isTopLevel) }
        if !decorators.disablesDefaultRetry(of: name) { merge["Retry"] = [DefaultRetry.retrier(compatibility)] }
        if fields["End"] == nil {
            merge["Next"] = fields["Next"]
        } else {
            merge["End"] = true
        }
        return .object(merge)
    }

    func branch(_ branch: JSON) -> JSON {
        var result = compatibility == .corrected ? branch.objectValue ?? [:] : [:]
        result["StartAt"] = branch["StartAt"]
        result["States"] = .object(transformed(branch["States"]?.objectValue ?? [:], isTopLevel: false))
        return .object(result)
    }
}
