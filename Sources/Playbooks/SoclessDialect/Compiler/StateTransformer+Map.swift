import JSON

extension StateTransformer {
    /// A map runs its states like a branch's. Unless it says otherwise, each item travels as `item` beside the context,
    /// which the tasks inside need, and the results go to `$.results.<name>`, so that the context survives.
    func map(_ name: String, _ fields: JSONObject, _ isTopLevel: Bool) -> JSON {
        var result = caught(name, fields, isTopLevel)
        for key in ["Iterator", "ItemProcessor"] {
            if let processor = fields[key] { result[key] = branch(processor) }
        }
        if fields["ItemSelector"] == nil, fields["Parameters"] == nil {
            result["ItemSelector"] = [
                "execution_id.$": "$.execution_id", "artifacts.$": "$.artifacts", "errors.$": "$.errors",
                "results.$": "$.results", "item.$": "$$.Map.Item.Value",
            ]
        }
        if fields["ResultPath"] == nil { result["ResultPath"] = .string("$.results.\(name)") }
        return .object(result)
    }
}
