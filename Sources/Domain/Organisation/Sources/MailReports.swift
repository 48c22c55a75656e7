public import JSON

/// The address that people write to when something is wrong: each mail opens an incident, and its answers add to it.
public struct MailReports: Sendable, Hashable, JSONDecodable {
    /// Where they write, in lower case.
    public var address: String
    /// Whose mails are taken, besides everybody's who is in `people`.
    public var senders: MailSenders
    /// What kind of incident is opened; `nil` for the default type.
    public var type: String?

    /// Reports as the program has them.
    public init(address: String, senders: [String] = [], type: String? = nil) {
        self.address = address.lowercased()
        self.senders = MailSenders(senders)
        self.type = type
    }

    /// Configuration: `address`, `senders` (addresses and domains; nobody else when it is left out) and `type`.
    /// - Throws: `JSONDecodingError` for a key that is missing, wrong or unknown.
    public init(_ reader: JSONReader) throws {
        try reader.object(allowing: ["address", "senders", "type"])
        address = try SourceMail.address(reader)
        senders = try MailSenders("senders", of: reader)
        type = try reader.optionalString("type", length: 1...100)
    }
}
