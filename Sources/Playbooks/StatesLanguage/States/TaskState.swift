import JSON

/// Has something done outside (specification, "Task State").
struct TaskState: Sendable {
    let resource: TaskResource
    let timeoutSeconds: ValueField?
    let heartbeatSeconds: ValueField?
    /// The role to do it in, when it is not the execution's.
    let credentials: Template?
}

extension DefinitionReader {
    mutating func taskState(_ object: DefinitionObject, _ language: QueryLanguage) -> TaskState? {
        require(["Resource"], in: object)
        let timeout = integerField(object, "TimeoutSeconds", language, in: 1...99_999_999)
        let heartbeat = integerField(object, "HeartbeatSeconds", language, in: 1...99_999_999)
        if let timeout = object["TimeoutSeconds"]?.int64Value, let heartbeat = object["HeartbeatSeconds"]?.int64Value,
            heartbeat >= timeout
        {
            report("HeartbeatSeconds must be smaller than TimeoutSeconds", at: object.pointer("HeartbeatSeconds"))
        }
        let credentials = credentials(object, language)
        guard let text = string(object, "Resource") else { return nil }
        guard let resource = TaskResource(text) else {
            report("Value is not a valid resource ARN", at: object.pointer("Resource"))
            return nil
        }
        if kind == .express { checkExpress(resource, at: object.pointer("Resource")) }
        return TaskState(
            resource: resource, timeoutSeconds: timeout, heartbeatSeconds: heartbeat, credentials: credentials)
    }

    private mutating func credentials(_ object: DefinitionObject, _ language: QueryLanguage) -> Template? {
        guard let members = self.object(object["Credentials"], at: object.pointer("Credentials")) else { return nil }
        if members["RoleArn"] == nil, members["RoleArn.$"] == nil {
            report("The field 'RoleArn' is required but was missing", at: members.pointer)
        }
        return template(object, path: "Credentials", jsonata: "Credentials", language)
    }

    /// What express machines cannot wait for.
    private mutating func checkExpress(_ resource: TaskResource, at pointer: JSONPointer) {
        switch resource.target {
        case .activity:
            report("Express state machine does not support Activity ARN", at: pointer)
        case .service(_, _, let pattern) where pattern != .requestResponse:
            report(
                "Express state machine does not support '.\(pattern.rawValue)' service integration ", at: pointer)
        default: break
        }
    }
}
