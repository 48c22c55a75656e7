import JSON
import StatesLanguage

// What a case says of the world around it.
extension ConformanceCase {
    var account: String { runAs("account", default: "000000000000") }
    var region: String { runAs("region", default: "us-east-1") }

    var functions: [String: ScriptedFunction] {
        var functions: [String: ScriptedFunction] = [:]
        for (name, function) in json["lambdas"]?.objectValue ?? [:] {
            if let behaviour = function["behaviour"] { functions[name] = ScriptedFunction(behaviour: behaviour) }
        }
        return functions
    }

    /// The machine that does the tasks of activities; `nil` when there is none.
    var worker: StateMachine? {
        guard let definition = json["activity_worker"], !definition.isNull else { return nil }
        return try? StateMachine(definition)
    }

    func context(at now: Timestamp) -> ExecutionContext {
        let machine = runAs("state_machine_name", default: "machine")
        let execution = runAs("execution_name", default: "execution")
        // An express execution is recorded under the name of its machine.
        let name = isExpress ? machine : execution
        let prefix = "arn:aws:states:\(region):\(account)"
        return ExecutionContext(
            id: isExpress
                ? "\(prefix):express:\(machine):\(name):\(execution)" : "\(prefix):execution:\(machine):\(name)",
            name: name, roleARN: runAs("role_arn", default: ""), startTime: now, input: input,
            stateMachineID: "\(prefix):stateMachine:\(machine)", stateMachineName: machine)
    }

    /// When a case that depends on the time was made: its input is that instant and the days that its name gives.
    var clock: Timestamp? {
        guard let note = json["time_dependent"], !note.isNull, note != false,
            let open = name.lastIndex(of: "["), let close = name[open...].firstIndex(of: "]"),
            let days = Int64(name[name.index(after: open)..<close])
        else { return nil }
        for (_, value) in input.objectValue ?? [:] {
            if let instant = value.stringValue.flatMap({ Timestamp($0) }) {
                return Timestamp(seconds: instant.seconds - days * 86_400)
            }
        }
        return nil
    }

    var testStateRequest: TestStateRequest {
        var request = TestStateRequest(definition: definitionText, input: input)
        request.stateName = json["state_name"]?.stringValue.map(Self.unquoted)
        request.inspectionLevel =
            json["inspection_level"]?.stringValue.flatMap(TestStateRequest.InspectionLevel.init) ?? .info
        request.context = json["context"]?.stringValue
        request.variables = json["variables"]?.stringValue
        // Where the recording lost this, its name still tells.
        request.revealSecrets = json["reveal_secrets"]?.boolValue ?? name.contains("reveal_secrets_is_true")
        // Requests carried a role where they had something to call, or what stood for it.
        let hasRole = !functions.isEmpty || mock != nil
        request.roleARN = hasRole ? json["run_as"]?["role_arn"]?.stringValue : nil
        request.region = region
        request.account = account
        request.mock = mock
        if let configuration = json["state_configuration"] {
            request.configuration.retrierRetryCount = configuration["retrierRetryCount"]?.intValue ?? 0
            request.configuration.errorCausedByState = configuration["errorCausedByState"]?.stringValue
            request.configuration.mapIterationFailureCount = configuration["mapIterationFailureCount"]?.intValue
            request.configuration.mapItemReaderData = configuration["mapItemReaderData"]?.stringValue
        }
        return request
    }

    private var mock: TestStateRequest.Mock? {
        guard let json = json["mock"], !json.isNull else { return nil }
        let error = json["errorOutput"].map {
            ErrorOutput(error: $0["error"]?.stringValue, cause: $0["cause"]?.stringValue)
        }
        var mock = TestStateRequest.Mock(result: json["result"]?.stringValue, errorOutput: error)
        mock.fieldValidationMode =
            json["fieldValidationMode"]?.stringValue.flatMap(TestStateRequest.FieldValidationMode.init) ?? .strict
        return mock
    }

    /// A name that was recorded with quotes around it.
    private static func unquoted(_ name: String) -> String {
        guard name.count >= 2, name.hasPrefix("\""), name.hasSuffix("\"") else { return name }
        return String(name.dropFirst().dropLast())
    }
}
