public import JSON

/// What one kind of message carries: a ``Fact`` or a ``Command``. The name and version never change; a breaking change is a
/// new type.
public protocol Message: Sendable, JSONDecodable, JSONEncodable {
    /// `noun.past-participle` for a fact, `noun.imperative` for a command.
    static var name: String { get }
    /// From 1.
    static var version: Int { get }
    /// The exchange it is published to.
    static var exchange: String { get }
    /// The routing key it is published under.
    static var publicationKey: String { get }
}

extension Message {
    /// The name with its version: `incident.opened.v1`.
    public static var routingKey: String { "\(name).v\(version)" }
    /// The CloudEvents type: `muster.incident.opened.v1`.
    public static var type: String { "muster.\(routingKey)" }
}
