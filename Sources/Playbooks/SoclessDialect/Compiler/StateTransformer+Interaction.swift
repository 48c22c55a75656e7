import JSON

extension StateTransformer {
    /// An interaction is a task that waits for a person's answer: its function gets the token to answer with.
    func interaction(_ name: String, _ fields: JSONObject, _ isTopLevel: Bool) -> JSON {
        var result = hardened(name, fields, isTopLevel)
        var parameters = fields["Parameters"]
        if parameters == nil, compatibility == .corrected { parameters = [:] }
        var call = JSONObject()
        call["FunctionName"] = fields["Resource"]
        call["Payload"] = [
            "sfn_context": integrationInput(name, parameters), "task_token.$": "$$.Task.Token",
        ]
        result["Parameters"] = .object(call)
        result["Resource"] = "arn:aws:states:::lambda:invoke.waitForTaskToken"
        result["Type"] = "Task"
        return .object(result)
    }
}
