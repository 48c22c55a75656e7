import Incident
public import JSON

/// What `POST …/subscriptions` asks for.
public struct SubscriptionRequest: Sendable, Hashable, JSONDecodable {
    /// A mail address.
    public var email: String

    /// Reads the body of a request: `email`.
    public init(_ reader: JSONReader) throws {
        try reader.object(allowing: ["email"])
        email = try reader.string("email", length: 3...254)
        guard Person.isAddress(email) else {
            throw try reader.member("email").error(expected: "a mail address", found: "another text")
        }
    }
}
