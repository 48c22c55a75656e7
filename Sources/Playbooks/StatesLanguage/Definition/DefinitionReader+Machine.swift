import JSON

extension DefinitionReader {
    /// The whole definition; `nil` when it cannot be used.
    mutating func machine(_ json: JSON) -> StateMachine? {
        guard case .object(let members) = json else {
            diagnostics.append(
                Diagnostic(
                    severity: .error, code: .schemaValidationFailed, message: "Definition must be a valid JSON object",
                    pointer: nil, state: nil))
            return nil
        }
        let object = DefinitionObject(members: members, pointer: JSONPointer())
        if object["QueryLanguage"] != nil { machineLanguage = language(object) ?? .jsonPath }
        let comment = string(object, "Comment")
        if let version = string(object, "Version"), version != "1.0" {
            report("The only version is '1.0'", at: object.pointer("Version"))
        }
        let timeout = integer(object, "TimeoutSeconds", in: 0...99_999_999)
        warnUnknown(
            in: object, besides: ["Comment", "QueryLanguage", "StartAt", "States", "TimeoutSeconds", "Version"])
        _ = group(object)
        guard !hasErrors else { return nil }
        return StateMachine(
            comment: comment, timeoutSeconds: timeout, queryLanguage: machineLanguage, warnings: diagnostics,
            groups: groups)
    }

    /// `StartAt` and `States` of a machine, Branch or processor; the group's number.
    mutating func group(_ object: DefinitionObject) -> Int {
        let number = groups.count
        groups.append(StateGroup(startAt: "", states: [:], order: []))
        require(["States", "StartAt"], in: object)
        let startAt = string(object, "StartAt")
        var states: [String: State] = [:]
        var order: [String] = []
        if let members = self.object(object["States"], at: object.pointer("States")) {
            if members.members.isEmpty { report("There are no states", at: members.pointer) }
            for (name, json) in members.members {
                order.append(name)
                if let state = state(name, json, at: members.pointer(name)) { states[name] = state }
            }
            if checksTargets { check(order, startAt, in: object) }
        }
        groups[number] = StateGroup(startAt: startAt ?? "", states: states, order: order)
        return number
    }

    /// That every state which is named exists, and every state is named.
    private mutating func check(
        _ order: [String], _ startAt: String?, in object: DefinitionObject
    ) {
        let all = Set(order)
        var reached: Set<String> = []
        if let startAt {
            reached.insert(startAt)
            if !all.contains(startAt) {
                report(
                    "Missing 'StartAt' target: \(startAt)", at: object.pointer("StartAt"),
                    code: .missingTransitionTarget)
            }
        }
        for name in order {
            guard let json = object["States"]?[name] else { continue }
            let pointer = object.pointer("States").appending(name)
            for (target, place) in Self.targets(of: json, at: pointer) {
                reached.insert(target)
                guard !all.contains(target) else { continue }
                owners.append(name)
                report("Missing 'Next' target: \(target)", at: place, code: .missingTransitionTarget)
                owners.removeLast()
            }
        }
        for name in order where !reached.contains(name) && startAt != nil {
            owners.append(name)
            report(
                "State \"\(name)\" is not reachable.", at: object.pointer("States").appending(name),
                code: .missingTransitionTarget, severity: .warning)
            owners.removeLast()
        }
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

    /// `QueryLanguage`.
    mutating func language(_ object: DefinitionObject) -> QueryLanguage? {
        guard let text = string(object, "QueryLanguage") else { return nil }
        guard let language = QueryLanguage(rawValue: text) else {
            report("Value must be one of [JSONPath, JSONata]", at: object.pointer("QueryLanguage"))
            return nil
        }
        return language
    }

    /// Warns of members that mean nothing.
    mutating func warnUnknown(in object: DefinitionObject, besides known: Set<String>) {
        for key in object.members.keys where !known.contains(key) {
            report("Field '\(key)' is not supported", at: object.pointer(key), severity: .warning)
        }
    }
}
