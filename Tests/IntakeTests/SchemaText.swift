import JSON

/// What a schema of the document says about a text.
struct SchemaText {
    private let schema: JSON

    init(_ schema: JSON) {
        self.schema = schema
    }

    /// Whether the schema says that it is about plain texts, of which only length and pattern are asked.
    private var isPlain: Bool { schema["pattern"] != nil && schema["format"] == nil }

    /// Whether a text is as a schema with a pattern asks for.
    func allows(_ text: String) -> Bool {
        guard isPlain, let pattern = schema["pattern"]?.stringValue, let regex = try? Regex(pattern) else {
            return false
        }
        let length = text.unicodeScalars.count
        return length >= schema["minLength"]?.intValue ?? 0 && length <= schema["maxLength"]?.intValue ?? .max
            && text.contains(regex.matchingSemantics(.unicodeScalar))
    }
}
