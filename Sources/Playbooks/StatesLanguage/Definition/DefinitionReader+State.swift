import JSON

extension DefinitionReader {
    /// One state; `nil` when it cannot be used.
    mutating func state(_ name: String, _ json: JSON, at pointer: JSONPointer) -> State? {
        owners.append(name)
        defer { owners.removeLast() }
        if name.unicodeScalars.count > 80 {
            report(
                "Invalid State name: \(name) exceeds the 80-character limit allowed by the service", at: pointer,
                code: .invalidStateName)
        }
        if !names.insert(name).inserted {
            report("Duplicate State name: \(name)", at: pointer, code: .duplicateStateName)
        }
        guard let object = object(json, at: pointer) else { return nil }
        require(["Type"], in: object)
        guard let type = string(object, "Type") else { return nil }
        guard let fields = Self.fields[type] else {
            report(
                "The field 'Type' should have one of these values: "
                    + "[Task, Wait, Pass, Succeed, Fail, Choice, Parallel, Map]", at: object.pointer("Type"))
            return nil
        }
        let language = stateLanguage(object, fields)
        guard let kind = stateKind(type, object, language) else { return nil }
        let transition = fields.hasTransition ? self.transition(object) : nil
        return State(
            name: name, kind: kind, queryLanguage: language, transition: transition,
            dataFlow: dataFlow(object, type, language), retry: retriers(object), catchers: catchers(object, language))
    }

    private mutating func stateKind(
        _ type: String, _ object: DefinitionObject, _ language: QueryLanguage
    ) -> State.Kind? {
        switch type {
        case "Pass": .pass(passState(object))
        case "Task": taskState(object, language).map(State.Kind.task)
        case "Choice": choiceState(object, language).map(State.Kind.choice)
        case "Wait": waitState(object, language).map(State.Kind.wait)
        case "Succeed": .succeed
        case "Fail": .fail(failState(object, language))
        case "Parallel": parallelState(object).map(State.Kind.parallel)
        default: mapState(object, language).map(State.Kind.map)
        }
    }

    /// The language of a state, with what its fields must be in it.
    private mutating func stateLanguage(_ object: DefinitionObject, _ fields: Fields) -> QueryLanguage {
        let before = diagnostics.count
        let language = language(object) ?? machineLanguage
        // The service names the language itself behind the fields that it forbids.
        let faults = diagnostics[before...]
        diagnostics.removeSubrange(before...)
        let isDowngraded = language == .jsonPath && machineLanguage == .jsonata
        if isDowngraded {
            report(
                "'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine", at: object.pointer)
        }
        checkFields(of: object, fields, language, isDowngraded: isDowngraded)
        diagnostics += faults
        return language
    }

    private mutating func transition(_ object: DefinitionObject) -> State.Transition? {
        let end = bool(object, "End")
        let next = string(object, "Next")
        switch (next, end) {
        case (let next?, nil), (let next?, false): return .next(next)
        case (nil, true): return .end
        default:
            if object["Next"] != nil, object["End"] != nil {
                allowOne(of: ["End", "Next"], in: object)
            } else if object["Next"] == nil, end != nil || object["End"] == nil {
                report("Exactly one of these fields is required: [End, Next]", at: object.pointer)
            }
            return nil
        }
    }

    private mutating func passState(_ object: DefinitionObject) -> PassState {
        if let result = object["Result"] { warnOfPaths(in: result, at: object.pointer("Result")) }
        return PassState(result: object["Result"])
    }

    private mutating func dataFlow(
        _ object: DefinitionObject, _ type: String, _ language: QueryLanguage
    ) -> DataFlow {
        var flow = DataFlow()
        if type == "Fail" { return flow }
        flow.assign = assign(object, language)
        if language == .jsonata {
            flow.output = jsonata(object, "Output")
            if type != "Map" { flow.parameters = jsonata(object, "Arguments").map(Template.jsonata) }
            return flow
        }
        flow.inputPath = pathField(object, "InputPath")
        flow.outputPath = pathField(object, "OutputPath")
        flow.resultPath = resultPath(object)
        flow.resultSelector = payload(object, "ResultSelector")
        // A Map's Parameters are the old name of its ItemSelector.
        if type != "Map" { flow.parameters = payload(object, "Parameters").map(Template.path) }
        return flow
    }
}

// MARK: - Which type has which fields

extension DefinitionReader {
    struct Fields {
        /// Fields of both query languages.
        var both: [String]
        var path: [String] = []
        var jsonata: [String] = []
        var hasTransition = true
    }

    private static let common = ["Type", "Comment", "QueryLanguage", "Assign"]
    private static let transition = ["Next", "End"]
    private static let effects = ["Retry", "Catch"]
    private static let paths = ["InputPath", "OutputPath"]
    private static let results = ["Parameters", "ResultSelector", "ResultPath"]

    static let fields: [String: Fields] = [
        "Pass": Fields(
            both: common + transition, path: paths + ["Parameters", "ResultPath", "Result"],
            jsonata: ["Output"]),
        "Task": Fields(
            both: common + transition + effects + ["Resource", "TimeoutSeconds", "HeartbeatSeconds", "Credentials"],
            path: paths + results + ["TimeoutSecondsPath", "HeartbeatSecondsPath"], jsonata: ["Arguments", "Output"]),
        "Choice": Fields(
            both: common + ["Choices", "Default"], path: paths, jsonata: ["Output"], hasTransition: false),
        "Wait": Fields(
            both: common + transition + ["Seconds", "Timestamp"], path: paths + ["SecondsPath", "TimestampPath"],
            jsonata: ["Output"]),
        "Succeed": Fields(
            both: ["Type", "Comment", "QueryLanguage"], path: paths, jsonata: ["Output"], hasTransition: false),
        "Fail": Fields(
            both: ["Type", "Comment", "QueryLanguage", "Error", "Cause"], path: ["ErrorPath", "CausePath"],
            hasTransition: false),
        "Parallel": Fields(
            both: common + transition + effects + ["Branches"], path: paths + results, jsonata: ["Arguments", "Output"]),
        "Map": Fields(
            both: common + transition + effects + [
                "ItemProcessor", "Iterator", "ItemSelector", "ItemReader", "ItemBatcher", "ResultWriter",
                "MaxConcurrency", "ToleratedFailureCount", "ToleratedFailurePercentage", "Label",
            ],
            path: paths + results + [
                "ItemsPath", "MaxConcurrencyPath", "ToleratedFailureCountPath", "ToleratedFailurePercentagePath",
            ],
            jsonata: ["Items", "Output"]),
    ]

    /// Refuses fields that the type has not, and those of the other query language.
    private mutating func checkFields(
        of object: DefinitionObject, _ fields: Fields, _ language: QueryLanguage, isDowngraded: Bool
    ) {
        let (own, other) =
            language == .jsonPath ? (fields.path, fields.jsonata) : (fields.jsonata, fields.path)
        let otherLanguage = language == .jsonPath ? QueryLanguage.jsonata : .jsonPath
        for key in object.members.keys where !fields.both.contains(key) && !own.contains(key) {
            guard other.contains(key) else {
                refuse(key, in: object)
                continue
            }
            guard !isDowngraded else { continue }
            report(
                "The QueryLanguage is set to '\(language.rawValue)', but field '\(key)' is only supported for the "
                    + "'\(otherLanguage.rawValue)' QueryLanguage", at: object.pointer(key), in: object.pointer)
        }
    }
}
