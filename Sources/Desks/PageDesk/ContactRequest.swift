public import Escalation
public import JSON

/// What `POST …/contacts` asks for: a contact of somebody's own.
public struct ContactRequest: Sendable, Hashable, JSONDecodable {
    /// Where the person wants to be reached; whether it can be an address is for the desk to say.
    public let contact: Contact

    /// Reads the body of a request: `channel` and `to`.
    public init(_ reader: JSONReader) throws {
        try reader.object(allowing: ["channel", "to"])
        contact = Contact(
            try reader.enumeration("channel", of: ContactRule.Channel.self), try reader.string("to", length: 1...254))
    }
}
