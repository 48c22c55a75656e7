public import JSON

/// Where incidents are announced to those who take no part. Restricted incidents are announced nowhere.
public struct Announcements: Sendable, Hashable, JSONDecodable {
    /// The general conversation: its external id at the first provider of conversations.
    public var conversation: String?
    /// The addresses of distribution lists.
    public var mail: [String]
    /// The author of all mail.
    public var from: String

    /// Announcements as the program has them: nowhere, if nothing is said.
    public init(conversation: String? = nil, mail: [String] = [], from: String = "muster@localhost") {
        self.conversation = conversation
        self.mail = mail
        self.from = from
    }

    /// Configuration: `conversation`, `mail` (at most 20 addresses) and `from` (default `muster@localhost`).
    /// - Throws: `JSONDecodingError` for a key that is wrong or unknown.
    public init(_ reader: JSONReader) throws {
        try reader.object(allowing: ["conversation", "mail", "from"])
        self.init(
            conversation: try reader.optionalString("conversation", length: 1...200),
            mail: try reader.optionalStrings("mail", max: 20, length: 3...254),
            from: try reader.optionalString("from", length: 3...254) ?? "muster@localhost")
    }
}
