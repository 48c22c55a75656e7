/// Something that happened, for all who want to know: it is announced, and goes to the topic exchange `incidents` under its
/// own routing key.
public protocol Fact: Message {}

extension Fact {
    /// `incidents`, for every fact.
    public static var exchange: String { "incidents" }
    /// The ``Message/routingKey``, so that those who want to know choose by kind.
    public static var publicationKey: String { routingKey }
}
