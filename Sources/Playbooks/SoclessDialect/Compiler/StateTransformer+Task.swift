import JSON

extension StateTransformer {
    /// A task with `Parameters` gets them wrapped with the context; one without is left alone: it is no integration.
    func task(_ name: String, _ fields: JSONObject, _ isTopLevel: Bool) -> JSON {
        var result = hardened(name, fields, isTopLevel)
        if let parameters = fields["Parameters"] { result["Parameters"] = integrationInput(name, parameters) }
        return .object(result)
    }

    /// `Seconds` may be a text that stands for a number at deploy time.
    func wait(_ fields: JSONObject) -> JSON {
        guard let text = fields["Seconds"]?.stringValue, let value = DeployedText.value(in: text) else {
            return .object(fields)
        }
        var result = fields
        result["Seconds"] = value
        return .object(result)
    }
}
