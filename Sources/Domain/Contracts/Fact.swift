/// Something that happened, for all who want to know: it is announced, and goes to the topic exchange `incidents` under its
/// own routing key.
public protocol Fact: Message {}

extension Fact {
    public static var exchange: String { "incidents" }
    public static var publicationKey: String { routingKey }
}
