public import JSON

/// What `PUT /api/v1/playbooks/{name}` asks for.
public struct PlaybookRequest: Sendable, Hashable, JSONDecodable {
    /// The playbook in Amazon States Language, as JSON or YAML: at most 1 MiB.
    public var text: String
    /// What problems call it: the name of its file.
    public var file: String?
    /// The JSON Schema that its inputs must fit; `nil` for any input.
    public var inputSchema: JSON?
    /// Whether inputs must fit what they had to fit before, and ``inputSchema`` says nothing.
    var keepsSchema = false

    /// Another definition alone.
    static func definition(_ text: String) -> PlaybookRequest {
        var request = PlaybookRequest(text: text)
        request.keepsSchema = true
        return request
    }

    /// A playbook with this text.
    public init(text: String, file: String? = nil, inputSchema: JSON? = nil) {
        self.text = text
        self.file = file
        self.inputSchema = inputSchema
    }

    /// Reads the body of a request: `text`, `file` and `input_schema` (at most 64 KiB).
    public init(_ reader: JSONReader) throws {
        try reader.object(allowing: "text", "file", "input_schema")
        inputSchema = try reader.optional("input_schema").map { schema in
            guard schema.value.objectValue != nil else { throw schema.error(expected: "a JSON Schema, an object") }
            return schema.value
        }
        if let inputSchema, inputSchema.text().utf8.count > 65_536 {
            throw try reader.member("input_schema").error(expected: "at most 64 KiB", found: "more")
        }
        text = try reader.string("text", length: 1...1_048_576)
        file = try reader.optionalString("file", length: 1...200)
    }
}
