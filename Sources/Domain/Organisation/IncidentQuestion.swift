public import JSON

/// What is to be found out in every incident of a type.
public struct IncidentQuestion: Sendable, Hashable, JSONDecodable {
    /// One line of 1 to 500 characters.
    public var text: String
    /// Whether an incident is not stable while nobody has answered it.
    public var isMandatory: Bool

    /// A question of this text.
    public init(text: String, isMandatory: Bool = false) {
        self.text = text
        self.isMandatory = isMandatory
    }

    /// Configuration: `text` and `mandatory` (default false).
    /// - Throws: `JSONDecodingError` for a key that is missing, wrong or unknown.
    public init(_ reader: JSONReader) throws {
        try reader.object(allowing: ["text", "mandatory"])
        self.init(
            text: try reader.line("text", length: 1...500),
            isMandatory: try reader.optionalBool("mandatory") ?? false)
    }
}
