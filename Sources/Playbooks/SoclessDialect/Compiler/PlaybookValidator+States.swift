import JSON

/// What each type of state may hold, and where it leads.
extension PlaybookValidator {
    private static let everywhere: Set = ["Type", "Comment", "QueryLanguage"]
    private static let input: Set = ["InputPath", "OutputPath", "Assign", "Output"]
    private static let transition: Set = ["Next", "End"]
    private static let result: Set = ["ResultPath", "ResultSelector", "Parameters", "Arguments", "Retry", "Catch"]
    private static let task: Set = [
        "Resource", "TimeoutSeconds", "TimeoutSecondsPath", "HeartbeatSeconds", "HeartbeatSecondsPath", "Credentials",
    ]

    private static let fields: [String: Set<String>] = [
        "Task": everywhere.union(input).union(transition).union(result).union(task),
        "Interaction": everywhere.union(input).union(transition).union(result).union(task),
        "Pass": everywhere.union(input).union(transition).union(["Result", "ResultPath", "Parameters"]),
        "Wait": everywhere.union(input).union(transition)
            .union(["Seconds", "Timestamp", "SecondsPath", "TimestampPath"]),
        "Choice": everywhere.union(input).union(["Choices", "Default"]),
        "Succeed": everywhere.union(input),
        "Fail": everywhere.union(["Error", "Cause", "ErrorPath", "CausePath"]),
        "Parallel": everywhere.union(input).union(transition).union(result).union(["Branches"]),
        "Map": everywhere.union(input).union(transition).union(result).union([
            "Iterator", "ItemProcessor", "ItemsPath", "Items", "ItemSelector", "MaxConcurrency", "MaxConcurrencyPath",
            "ItemReader", "ItemBatcher", "ResultWriter", "ToleratedFailureCount", "ToleratedFailureCountPath",
            "ToleratedFailurePercentage", "ToleratedFailurePercentagePath", "Label",
        ]),
    ]

    mutating func check(state: JSON, _ name: String, _ pointer: JSONPointer, siblings: Set<String>) {
        guard case .object(let fields) = state else {
            return add(.invalidValue, pointer, name, "The state is \(state.kind).", "Write an object with a \"Type\".")
        }
        guard let type = fields["Type"]?.stringValue, let known = Self.fields[type] else {
            let isMissing = fields["Type"] == nil
            return add(
                isMissing ? .missingField : .invalidValue, isMissing ? pointer : pointer.appending("Type"), name,
                isMissing ? "\"Type\" is missing." : "There is no such type of state.",
                "Write one of \(Self.listed(Set(Self.fields.keys))).")
        }
        for key in fields.keys where !known.contains(key) {
            add(
                .unknownField, pointer.appending(key), name, "\"\(key)\" is no field of a \(type) state.",
                "Remove it, or correct its name.")
        }
        if known.contains("Next") { checkTransition(fields, name, pointer, siblings) }
        if known.contains("Resource") { checkResource(fields, name, pointer) }
        checkCatchers(fields["Catch"], name, pointer.appending("Catch"), siblings)
        if type == "Choice" { checkChoice(fields, name, pointer, siblings) }
        checkMachines(fields, type, name, pointer)
    }

    private mutating func checkTransition(
        _ fields: JSONObject, _ name: String, _ pointer: JSONPointer, _ siblings: Set<String>
    ) {
        switch (fields["Next"], fields["End"]) {
        case (nil, nil):
            add(
                .missingField, pointer, name, "The state has neither \"Next\" nor \"End\".",
                "Add \"Next\" with the state that follows, or \"End\": true.")
        case (.some, .some):
            add(
                .invalidValue, pointer.appending("End"), name, "The state has \"Next\" and \"End\".",
                "Remove one of them.")
        case (.some(let next), nil): checkTarget(next, name, pointer.appending("Next"), siblings)
        case (nil, .some(let end)) where end != true:
            add(.invalidValue, pointer.appending("End"), name, "\"End\" is not true.", "Write true, or use \"Next\".")
        default: break
        }
    }

    private mutating func checkTarget(
        _ target: JSON, _ name: String, _ pointer: JSONPointer, _ siblings: Set<String>
    ) {
        guard let text = target.stringValue else {
            return add(.invalidValue, pointer, name, "The target is \(target.kind).", "Write the name of a state.")
        }
        guard siblings.contains(text) else {
            return add(
                .missingTarget, pointer, name, "There is no state \"\(text)\" here.",
                "Name one of \(Self.listed(siblings)); states of other branches cannot be reached.")
        }
    }

    private mutating func checkResource(_ fields: JSONObject, _ name: String, _ pointer: JSONPointer) {
        guard let resource = fields["Resource"] else {
            return add(
                .missingField, pointer, name, "\"Resource\" is missing.",
                "Name the integration: an ARN or a reference such as \"${{self:custom.slack.SendMessage}}\".")
        }
        if resource.stringValue?.isEmpty ?? true {
            add(.invalidValue, pointer.appending("Resource"), name, "\"Resource\" is no text.", "Name the integration.")
        }
        if let parameters = fields["Parameters"], parameters.objectValue == nil {
            add(
                .invalidValue, pointer.appending("Parameters"), name, "\"Parameters\" is \(parameters.kind).",
                "Write an object: a member for each parameter of the integration.")
        }
    }

    private mutating func checkCatchers(
        _ catchers: JSON?, _ name: String, _ pointer: JSONPointer, _ siblings: Set<String>
    ) {
        for (index, catcher) in (catchers?.arrayValue ?? []).enumerated() {
            let place = pointer.appending(index)
            guard let next = catcher["Next"] else {
                add(
                    .missingField, place, name, "The catcher has no \"Next\".", "Name the state that handles the error."
                )
                continue
            }
            checkTarget(next, name, place.appending("Next"), siblings)
        }
    }

    private mutating func checkChoice(
        _ fields: JSONObject, _ name: String, _ pointer: JSONPointer, _ siblings: Set<String>
    ) {
        if let fallback = fields["Default"] { checkTarget(fallback, name, pointer.appending("Default"), siblings) }
        guard let choices = fields["Choices"]?.arrayValue, !choices.isEmpty else {
            return add(
                fields["Choices"] == nil ? .missingField : .invalidValue, pointer, name,
                "The state has no \"Choices\".", "Add an array with at least one choice.")
        }
        for (index, choice) in choices.enumerated() {
            let place = pointer.appending("Choices").appending(index)
            guard let next = choice["Next"] else {
                add(.missingField, place, name, "The choice has no \"Next\".", "Name the state that it leads to.")
                continue
            }
            checkTarget(next, name, place.appending("Next"), siblings)
        }
    }

    private mutating func checkMachines(
        _ fields: JSONObject, _ type: String, _ name: String, _ pointer: JSONPointer
    ) {
        if type == "Parallel", fields["Branches"]?.arrayValue?.isEmpty ?? true {
            add(
                fields["Branches"] == nil ? .missingField : .invalidValue, pointer, name,
                "The state has no \"Branches\".", "Add an array with at least one branch.")
        }
        if type == "Map", fields["Iterator"] == nil, fields["ItemProcessor"] == nil {
            add(
                .missingField, pointer, name, "The state has no \"ItemProcessor\".",
                "Add one: an object with \"StartAt\" and \"States\".")
        }
        let branches = (fields["Branches"]?.arrayValue ?? []).enumerated().map { index, branch in
            (pointer.appending("Branches").appending(index), branch)
        }
        let processors = ["Iterator", "ItemProcessor"].compactMap { key in
            fields[key].map { (pointer.appending(key), $0) }
        }
        for (place, machine) in branches + processors {
            guard case .object(let object) = machine else {
                add(
                    .invalidValue, place, name, "The branch is \(machine.kind).",
                    "Write an object with \"StartAt\" and \"States\".")
                continue
            }
            check(machine: object, place, state: name)
        }
    }
}
