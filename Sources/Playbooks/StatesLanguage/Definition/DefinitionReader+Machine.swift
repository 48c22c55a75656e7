import JSON

extension DefinitionReader {
    /// The whole definition; `nil` when it cannot be used.
    mutating func machine(_ json: JSON) -> StateMachine? {
        guard case .object(let members) = json else {
            diagnostics.append(
                Diagnostic(
                    severity: .error, code: .schemaValidationFailed, message: UnreadableDefinition.noObject,
                    pointer: nil, location: nil, state: nil))
            return nil
        }
        let object = DefinitionObject(members: members, pointer: JSONPointer())
        machineLanguage = language(object) ?? .jsonPath
        let comment = string(object, "Comment")
        _ = choice(object, "Version", ["1.0"])
        let timeout = integer(object, "TimeoutSeconds", in: 0...99_999_999)
        refuseUnknown(
            in: object, besides: ["Comment", "QueryLanguage", "StartAt", "States", "TimeoutSeconds", "Version"])
        _ = group(object, isWhole: true)
        guard !hasErrors else { return nil }
        return StateMachine(
            comment: comment, timeoutSeconds: timeout, queryLanguage: machineLanguage, warnings: diagnostics,
            groups: groups)
    }

    /// `StartAt` and `States` of a machine, Branch or processor; the group's number.
    mutating func group(_ object: DefinitionObject, isWhole: Bool = false) -> Int {
        let number = groups.count
        groups.append(StateGroup(startAt: "", states: [:], order: []))
        require(["States", "StartAt"], in: object)
        let startAt = string(object, "StartAt")
        var states: [String: State] = [:]
        var order: [String] = []
        if let members = self.object(object["States"], at: object.pointer("States")) {
            if members.members.isEmpty { report("Value cannot be empty", at: members.pointer) }
            for (name, json) in members.members {
                order.append(name)
                if let state = state(name, json, at: members.pointer(name)) { states[name] = state }
            }
            if checksTargets { check(order, startAt, in: object, isWhole: isWhole) }
        }
        groups[number] = StateGroup(startAt: startAt ?? "", states: states, order: order)
        return number
    }

    /// `QueryLanguage`; whatever is there and is not exactly `JSONPath` makes it JSONata, as in the service.
    mutating func language(_ object: DefinitionObject) -> QueryLanguage? {
        guard object["QueryLanguage"] != nil else { return nil }
        return choice(object, "QueryLanguage", QueryLanguage.allCases.map(\.rawValue))
            == QueryLanguage.jsonPath.rawValue
            ? .jsonPath : .jsonata
    }
}

// MARK: - Where states lead

extension DefinitionReader {
    /// That every state which is named exists, and that every state can be reached.
    private mutating func check(_ order: [String], _ startAt: String?, in object: DefinitionObject, isWhole: Bool) {
        let states = object["States"]?.objectValue ?? [:]
        let pointer = object.pointer("States")
        for (name, state) in states {
            for (target, place) in Self.targets(of: state, at: pointer.appending(name)) where states[target] == nil {
                reportMissing(target, at: place, in: name)
            }
        }
        // Of a machine without an end the service says nothing more; an iteration or a branch need not have one.
        if isWhole, !states.isEmpty, !states.values.contains(where: Self.isTerminal) {
            return reportWithoutPlace("Workflow has no terminal state", at: pointer, code: .missingEndState)
        }
        guard let startAt else { return }
        if states[startAt] == nil { reportMissing(startAt, at: object.pointer("StartAt"), in: nil) }
        let reached = Self.reached(from: startAt, in: states)
        for name in order where !reached.contains(name) {
            owners.append(name)
            report("State \"\(name)\" is not reachable.", at: pointer.appending(name), code: .missingTransitionTarget)
            owners.removeLast()
        }
    }

    private mutating func reportMissing(_ target: String, at place: JSONPointer, in state: String?) {
        if let state { owners.append(state) }
        report("Missing 'Next' target: \(target)", at: place, code: .missingTransitionTarget)
        if state != nil { owners.removeLast() }
    }

    private static func isTerminal(_ state: JSON) -> Bool {
        ["Succeed", "Fail"].contains(state["Type"]?.stringValue) || state["End"]?.boolValue == true
    }

    private static func reached(from startAt: String, in states: JSONObject) -> Set<String> {
        var reached: Set<String> = []
        var pending = [startAt]
        while let name = pending.popLast() {
            guard let state = states[name], reached.insert(name).inserted else { continue }
            pending += targets(of: state, at: JSONPointer()).map(\.0)
        }
        return reached
    }

    /// The names that a state goes to, with where they stand.
    private static func targets(of json: JSON, at pointer: JSONPointer) -> [(String, JSONPointer)] {
        var targets: [(String, JSONPointer)] = []
        for key in ["Next", "Default"] {
            if let target = json[key]?.stringValue { targets.append((target, pointer.appending(key))) }
        }
        for key in ["Choices", "Catch"] {
            for (index, rule) in (json[key]?.arrayValue ?? []).enumerated() {
                guard let target = rule["Next"]?.stringValue else { continue }
                targets.append((target, pointer.appending(key).appending(index).appending("Next")))
            }
        }
        return targets
    }
}
