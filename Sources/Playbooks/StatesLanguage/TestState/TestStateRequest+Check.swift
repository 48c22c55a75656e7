import JSON

// What a request may ask for.
extension TestStateRequest {
    /// Checks that the mock fits the state.
    func checkMock(for state: State, in machine: StateMachine) throws(TestStateError) {
        guard let mock else {
            if configuration.mapIterationFailureCount != nil {
                throw .validation("TestState does not support MapIterationFailureCount when a mock is not specified.")
            }
            switch state.kind {
            case .map, .parallel:
                throw .invalidDefinition(
                    "TestState API does not support Map or Parallel states. Supported state types include: "
                        + "[Task, Wait, Pass, Succeed, Fail, Choice]")
            case .task where roleARN == nil:
                throw .validation("RoleArn must be specified when testing a Task state")
            default: return
            }
        }
        switch state.kind {
        case .task, .map, .parallel: break
        default:
            throw .validation("State type '\(state.kind.name)' is not supported when a mock is specified")
        }
        guard !revealSecrets else {
            throw .validation("TestState does not support RevealSecrets when a mock is specified.")
        }
        guard mock.result == nil || mock.errorOutput == nil else {
            throw .validation("A test mock should have only one of the following fields: [result, errorOutput].")
        }
        if case .map(let map) = state.kind, map.itemReader != nil, configuration.mapItemReaderData == nil {
            throw .validation(
                "ItemReader data must be specified when testing a Map state with ItemReader specified.")
        }
        if let result = try mockedResult() { try check(result, of: state) }
    }

    private func check(_ result: JSON, of state: State) throws(TestStateError) {
        switch state.kind {
        case .map(let map) where map.resultWriter != nil:
            guard result.objectValue != nil else { throw .validation("Mocked result must be a JSON object.") }
        case .map:
            guard result.arrayValue != nil else { throw .validation("Mocked result must be an array.") }
        case .parallel(let parallel):
            guard let results = result.arrayValue else { throw .validation("Mocked result must be an array.") }
            guard results.count == parallel.branches.count else {
                throw .validation(
                    "Mocked result must contain the same number of items as number of Parallel branches.")
            }
        case .task(let task):
            if let fault = ServiceModel.fault(in: result, of: task.resource, mode: mock?.fieldValidationMode ?? .strict)
            {
                throw .validation("Mock result schema validation error: \(fault)")
            }
        default: break
        }
    }

    /// The mocked result as a value.
    func mockedResult() throws(TestStateError) -> JSON? {
        guard let text = mock?.result else { return nil }
        guard let value = try? JSON.parse(text) else { throw .validation("Mocked result must be valid JSON") }
        return value
    }

    /// The given variables.
    func variableValues() throws(TestStateError) -> JSONObject {
        guard let variables else { return [:] }
        guard case .object(let object)? = try? JSON.parse(variables) else {
            throw .validation("Variables must be a valid JSON object")
        }
        return object
    }

    /// The given context object.
    func contextObject(for state: State) throws(TestStateError) -> JSONObject? {
        guard let context else { return nil }
        guard let value = try? JSON.parse(context), case .object(let object) = value else {
            throw .validation("Invalid Context object provided: it must be a valid JSON object")
        }
        guard object["Map"] == nil else {
            throw .validation(
                "Invalid Context object provided: 'Map' field is not supported when mocking a Context object")
        }
        guard object["Task"] == nil || state.waitsForResult else {
            throw .validation(
                "Invalid Context object provided: Context object contains 'Task' when state is not a Task state with a "
                    + "'.sync' or '.waitForTaskToken' service integration pattern")
        }
        try Self.check(object, Self.contextFields, at: "")
        return object
    }

    /// The fields of the context object.
    private indirect enum Field {
        case string, number, any
        case object([String: Field])
    }

    private static let contextFields: [String: Field] = [
        "Execution": .object([
            "Id": .string, "Input": .any, "Name": .string, "RoleArn": .string, "StartTime": .string,
            "RedriveCount": .number, "RedriveTime": .string,
        ]),
        "State": .object(["EnteredTime": .string, "Name": .string, "RetryCount": .number]),
        "StateMachine": .object(["Id": .string, "Name": .string]), "Task": .object(["Token": .string]),
    ]

    private static func check(
        _ object: JSONObject, _ fields: [String: Field], at place: String
    ) throws(TestStateError) {
        let prefix = "Invalid Context object provided: "
        for (key, value) in object {
            guard let field = fields[key] else { throw .validation("\(prefix)Field '\(key)' is not allowed") }
            switch (field, value) {
            case (.any, _), (.string, .string), (.number, .number): break
            case (.string, _): throw .validation("\(prefix)\(place)\(key) must be a string")
            case (.number, _): throw .validation("\(prefix)\(place)\(key) must be a number")
            case (.object(let inner), .object(let members)): try check(members, inner, at: "\(place)\(key).")
            case (.object, _): throw .validation("\(prefix)\(place)\(key) must be an object")
            }
        }
    }
}

extension State {
    /// Whether it is a task whose result comes after the answer to its call.
    fileprivate var waitsForResult: Bool {
        guard case .task(let task) = kind, case .service(_, _, let pattern) = task.resource.target else { return false }
        return pattern != .requestResponse
    }
}
