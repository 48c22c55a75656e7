import JSON

/// `Decorators`: the failure handler and who goes without the default retry.
extension PlaybookValidator {
    mutating func checkDecorators(_ decorators: JSON?, _ states: JSON?) {
        guard let decorators else { return }
        guard case .object(let fields) = decorators else {
            return add(
                .invalidValue, "/Decorators", nil, "\"Decorators\" is \(decorators.kind).",
                "Write an object with \"TaskFailureHandler\" or \"DisableDefaultRetry\".")
        }
        for key in fields.keys where key != "TaskFailureHandler" && key != "DisableDefaultRetry" {
            add(
                .unknownField, JSONPointer(tokens: ["Decorators", key]), nil, "There is no decorator \"\(key)\".",
                "Use \"TaskFailureHandler\" or \"DisableDefaultRetry\".")
        }
        if let handler = fields["TaskFailureHandler"] { checkHandler(handler) }
        if let disabled = fields["DisableDefaultRetry"] { checkDisabledRetry(disabled, states) }
    }

    private mutating func checkHandler(_ handler: JSON) {
        let pointer: JSONPointer = "/Decorators/TaskFailureHandler"
        guard let type = handler["Type"]?.stringValue, ["Task", "Interaction", "Parallel"].contains(type) else {
            return add(
                .invalidValue, pointer, FailureHandler.name, "The failure handler is no Task and no Parallel.",
                "Write a state of one of these types; where it leads is added.")
        }
        var state = handler.objectValue ?? [:]
        state["Next"] = nil
        state["End"] = true
        check(state: .object(state), FailureHandler.name, pointer, siblings: [])
    }

    private mutating func checkDisabledRetry(_ disabled: JSON, _ states: JSON?) {
        let pointer: JSONPointer = "/Decorators/DisableDefaultRetry"
        let all = disabled["all"]
        let tasks = disabled["tasks"]
        guard (all == nil) != (tasks == nil), disabled.objectValue?.count == 1 else {
            return add(
                .invalidValue, pointer, nil, "\"DisableDefaultRetry\" has not exactly one of \"all\" and \"tasks\".",
                "Write {\"all\": true}, or {\"tasks\": [names of states]}.")
        }
        if let all, all.boolValue == nil {
            add(.invalidValue, pointer.appending("all"), nil, "\"all\" is \(all.kind).", "Write true or false.")
        }
        guard let tasks else { return }
        let known = StateNames.all(in: states?.objectValue ?? [:]).union([FailureHandler.name])
        guard let names = tasks.arrayValue else {
            return add(
                .invalidValue, pointer.appending("tasks"), nil, "\"tasks\" is \(tasks.kind).",
                "Write an array of names of states.")
        }
        for (index, name) in names.enumerated() where !(name.stringValue.map(known.contains) ?? false) {
            add(
                .missingTarget, pointer.appending("tasks").appending(index), nil,
                "\"tasks\" names \(name.stringValue.map { "\"\($0)\"" } ?? name.kind), which is no state.",
                "Name one of \(Self.listed(known)).")
        }
    }
}
