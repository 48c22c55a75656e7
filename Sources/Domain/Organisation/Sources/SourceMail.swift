import Incident
public import JSON

/// How a source sends its alerts by mail.
public struct SourceMail: Sendable, Hashable, JSONDecodable {
    /// Where its mails go, in lower case.
    public var address: String
    /// Whose mails are taken.
    public var senders: MailSenders

    /// Mail as the program has it.
    public init(address: String, senders: [String] = []) {
        self.address = address.lowercased()
        self.senders = MailSenders(senders)
    }

    /// Configuration: `address` and `senders` (addresses and domains; everybody when it is left out).
    /// - Throws: `JSONDecodingError` for a key that is missing, wrong or unknown.
    public init(_ reader: JSONReader) throws {
        try reader.object(allowing: ["address", "senders"])
        address = try Self.address(reader)
        senders = try MailSenders("senders", of: reader)
    }

    static func address(_ reader: JSONReader) throws -> String {
        let address = try reader.string("address", length: 3...254)
        guard Person.isAddress(address) else {
            throw try reader.member("address").error(expected: "a mail address", found: "`\(address)`")
        }
        return address.lowercased()
    }
}
