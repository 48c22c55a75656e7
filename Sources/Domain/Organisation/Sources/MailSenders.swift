import Incident
import JSON

/// Whose mail is taken: of addresses, and of all addresses of domains. What a mail says of its sender can be forged: it is
/// the site's own mail server that keeps strangers away, and this list keeps mistakes away.
public struct MailSenders: Sendable, Hashable {
    /// Addresses and domains in lower case; empty for everybody.
    public var allowed: [String]

    /// Those of a list.
    public init(_ allowed: [String]) { self.allowed = allowed.map { $0.lowercased() } }

    /// Reads a list of addresses and domains that may be left out; at most 200.
    init(_ key: String, of reader: JSONReader) throws {
        let texts = try reader.optionalStrings(key, max: 200, length: 1...254)
        for (index, text) in texts.enumerated() {
            guard Person.isAddress(text) || Person.isAddress("a@\(text)") else {
                throw try reader.array(key, max: 200)[index].error(
                    expected: "a mail address or a domain, such as example.org", found: "`\(text)`")
            }
        }
        self.init(texts)
    }

    /// Whether mail of this address is taken.
    public func include(_ address: String) -> Bool {
        if allowed.isEmpty { return true }
        let address = address.lowercased()
        return allowed.contains(address) || allowed.contains(address.split(separator: "@").last.map(String.init) ?? "")
    }
}
