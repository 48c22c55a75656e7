public import JSON

/// What `POST …/contacts/{id}` asks for: that a contact counts as verified.
public struct CodeRequest: Sendable, Hashable, JSONDecodable {
    /// What came by the contact.
    public let code: String

    /// Reads the body of a request: `code`.
    public init(_ reader: JSONReader) throws {
        try reader.object(allowing: ["code"])
        code = try reader.string("code", length: 1...20)
    }
}
