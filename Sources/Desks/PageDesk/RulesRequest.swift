public import Escalation
public import JSON
import PageStore

/// What `PUT …/contact-rules` asks for: how somebody wants to be reached.
public struct RulesRequest: Sendable, Hashable, JSONDecodable {
    /// The ways in the order to try them; what is not there is left to the configuration.
    public let ways: [Urgency: [ContactRule]]

    /// Reads the body of a request: `high` and `low`, each a list of `channel`, `to` and `after_seconds`.
    public init(_ reader: JSONReader) throws {
        ways = try ContactRules(reader, of: "").ways
    }
}
