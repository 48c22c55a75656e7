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
        guard let resource = taskResource(object, language) else { return nil }
        let credentials = credentials(object, resource, language)
        return TaskState(
            resource: resource, timeoutSeconds: timeout, heartbeatSeconds: heartbeat, credentials: credentials)
    }

    private mutating func credentials(
        _ object: DefinitionObject, _ resource: TaskResource, _ language: QueryLanguage
    ) -> Template? {
        guard let members = self.object(object["Credentials"], at: object.pointer("Credentials")) else { return nil }
        if resource.target == .activity {
            report("The field 'Credentials' is not supported for activities", at: members.pointer)
        }
        if members["RoleArn"] == nil, members["RoleArn.$"] == nil {
            report("The field 'RoleArn' is required but was missing", at: members.pointer)
        }
        return template(object, path: "Credentials", jsonata: "Credentials", language)
    }

    /// `Resource`, with what it must be given.
    private mutating func taskResource(_ object: DefinitionObject, _ language: QueryLanguage) -> TaskResource? {
        guard let resource = resource(object) else { return nil }
        if kind == .express, let fault = Self.expressFault(resource) {
            report(fault, at: object.pointer("Resource"))
            return nil
        }
        guard let required = ServiceIntegration.requiredFields(of: resource) else { return resource }
        let key = language == .jsonPath ? "Parameters" : "Arguments"
        guard let parameters = object[key] else {
            report("\(key) field is required for resource ARN: \(resource.arn)", at: object.pointer)
            return resource
        }
        guard let members = parameters.objectValue else { return resource }
        for field in required where members[field] == nil && (language == .jsonata || members["\(field).$"] == nil) {
            report("The field '\(field)' is required but was missing", at: object.pointer(key))
        }
        return resource
    }

    /// What express machines cannot wait for.
    private static func expressFault(_ resource: TaskResource) -> String? {
        switch resource.target {
        case .activity: "Express state machine does not support Activity ARN"
        // The service writes a space behind this one.
        case .service(_, _, .waitForTaskToken):
            "Express state machine does not support '.waitForTaskToken' service integration "
        case .service(_, _, let pattern) where pattern != .requestResponse:
            "Express state machine does not support '.sync' service integration"
        default: nil
        }
    }
}

extension DefinitionReader {
    /// The `Resource` of a task, a reader or a writer.
    mutating func resource(_ object: DefinitionObject) -> TaskResource? {
        guard let text = string(object, "Resource") else { return nil }
        let pointer = object.pointer("Resource")
        guard text.hasPrefix("arn:"), let resource = TaskResource(text) else {
            report("Value is not a valid resource ARN", at: pointer)
            return nil
        }
        if case .function = resource.target, !resource.isFunction {
            report("\(text) names nothing that does tasks", at: pointer, code: .invalidResource)
            return nil
        }
        guard ServiceIntegration.knows(resource) else {
            report(
                "The resource provided \(text) is not recognized. The value is not a valid resource ARN, or the resource "
                    + "is not available in this region.", at: pointer)
            return nil
        }
        return resource
    }
}
