public import JSON

/// What `POST …/questions` asks for.
public struct QuestionRequest: Sendable, Hashable, JSONDecodable {
    /// What is to be found out: one line of 1 to 500 characters.
    public var text: String
    /// Whether the incident is not stable while nobody has answered it.
    public var isMandatory: Bool
    /// Who asks; the name of the key when nobody says.
    public var author: String?

    /// Reads the body of a request: `text`, `mandatory` and `author`.
    public init(_ reader: JSONReader) throws {
        try reader.object(allowing: ["text", "mandatory", "author"])
        text = try reader.line("text", length: 1...500)
        isMandatory = try reader.optionalBool("mandatory") ?? false
        author = try reader.optionalLine("author", length: 1...200)
    }
}

/// What `POST …/questions/{id}/answers` asks for.
public struct AnswerRequest: Sendable, Hashable, JSONDecodable {
    /// What was found out: 1 to 2,000 characters.
    public var answer: String
    /// How one knows: one line of at most 500 characters.
    public var source: String?
    /// Who answers; the name of the key when nobody says.
    public var author: String?

    /// Reads the body of a request: `answer`, `source` and `author`.
    public init(_ reader: JSONReader) throws {
        try reader.object(allowing: ["answer", "source", "author"])
        answer = try reader.line("answer", length: 1...2000)
        source = try reader.optionalLine("source", length: 1...500)
        author = try reader.optionalLine("author", length: 1...200)
    }
}
