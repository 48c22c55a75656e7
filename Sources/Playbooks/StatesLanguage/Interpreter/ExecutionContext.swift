public import JSON

/// What an execution knows about itself from its start to its end, and shows in the context object.
public struct ExecutionContext: Sendable, Hashable {
    /// The ARN, or whatever names the execution for tasks that ask.
    public var id: String
    /// The execution's name.
    public var name: String
    /// The role in whose name it runs; `nil` where there is none (in TestState).
    public var roleARN: String?
    /// When it was started.
    public var startTime: Timestamp
    /// How often it was driven again after a failure; `nil` where that is not shown (in TestState).
    public var redriveCount: Int?
    /// The input that it was started with.
    public var input: JSON
    /// The ARN of the machine, or whatever names it.
    public var stateMachineID: String
    /// The machine's name.
    public var stateMachineName: String

    /// A context.
    public init(
        id: String, name: String, roleARN: String? = "", startTime: Timestamp, redriveCount: Int? = 0,
        input: JSON, stateMachineID: String, stateMachineName: String
    ) {
        self.id = id
        self.name = name
        self.roleARN = roleARN
        self.startTime = startTime
        self.redriveCount = redriveCount
        self.input = input
        self.stateMachineID = stateMachineID
        self.stateMachineName = stateMachineName
    }

    /// The member `Execution` of the context object.
    var json: JSON {
        var object: JSONObject = [
            "Id": .string(id), "Input": input, "StartTime": .string(startTime.description), "Name": .string(name),
            "RoleArn": .optional(roleARN),
        ]
        if let redriveCount { object["RedriveCount"] = .int(redriveCount) }
        return .object(object)
    }

    /// The member `StateMachine` of the context object.
    var stateMachine: JSON { ["Id": .string(stateMachineID), "Name": .string(stateMachineName)] }
}
