public import JSON

/// What `PUT /api/v1/playbooks/{name}` asks for.
public struct PlaybookRequest: Sendable, Hashable, JSONDecodable {
    /// The playbook in Amazon States Language, as JSON or YAML: at most 1 MiB.
    public var text: String
    /// What problems call it: the name of its file.
    public var file: String?

    /// A playbook with this text.
    public init(text: String, file: String? = nil) {
        self.text = text
        self.file = file
    }

    /// Reads the body of a request: `text` and `file`.
    public init(_ reader: JSONReader) throws {
        try reader.object(allowing: "text", "file")
        text = try reader.string("text", length: 1...1_048_576)
        file = try reader.optionalString("file", length: 1...200)
    }
}
