import JSON

/// One recorded answer: a definition, an input, and what the service made of them.
struct ConformanceCase: Sendable {
    /// What was asked.
    enum Kind: String, Sendable {
        case execution
        case syncExecution = "sync_execution"
        case testState = "test_state"
        case createError = "create_error"
        case validate
    }

    let name: String
    let group: String
    let kindName: String
    let json: JSON

    init(_ json: JSON) {
        self.json = json
        name = json["name"]?.stringValue ?? ""
        group = json["group"]?.stringValue ?? ""
        kindName = json["kind"]?.stringValue ?? ""
    }

    var kind: Kind? { Kind(rawValue: kindName) }
    var expected: JSON { json["expected"] ?? .null }
    var input: JSON { json["input"] ?? .null }
    var isExpress: Bool { json["state_machine_type"] == "EXPRESS" }

    /// Texts of the recording that stand for any text.
    var wildcards: [String] { expected["wildcards"]?.arrayValue?.compactMap(\.stringValue) ?? [] }

    /// The definition's text; of a definition that is an object, the text that the recorder made of it.
    var definitionText: String {
        if let text = json["definition_text"]?.stringValue { return text }
        guard let definition = json["definition"], !definition.isNull else { return "" }
        return PythonText.json(definition)
    }

    func runAs(_ key: String, default value: String) -> String {
        json["run_as"]?[key]?.stringValue ?? value
    }
}
