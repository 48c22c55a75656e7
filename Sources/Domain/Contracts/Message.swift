public import JSON

/// What one kind of message carries. The name and version never change; a breaking change is a new type.
public protocol Message: Sendable, JSONDecodable, JSONEncodable {
    /// `noun.past-participle` for a fact, `noun.imperative` for a command to one worker.
    static var name: String { get }
    /// From 1.
    static var version: Int { get }
    /// Whether it is a fact for all (published to the exchange `incidents`) or a command to one worker.
    static var kind: MessageKind { get }
}

/// Whom a message is for.
public enum MessageKind: Sendable, Hashable {
    /// A fact: goes to the topic exchange `incidents` under its own routing key.
    case fact
    /// A command: goes to the exchange of the named worker under the key `work`.
    case command(worker: String)
}

extension Message {
    /// The routing key of a fact: `incident.opened.v1`.
    public static var routingKey: String { "\(name).v\(version)" }
    /// The CloudEvents type: `muster.incident.opened.v1`.
    public static var type: String { "muster.\(routingKey)" }
    /// The exchange it is published to.
    public static var exchange: String {
        switch kind {
        case .fact: "incidents"
        case .command(let worker): worker
        }
    }
    /// The routing key it is published under.
    public static var publicationKey: String {
        switch kind {
        case .fact: routingKey
        case .command: "work"
        }
    }
}
