/// What goes to the topic exchange `playbooks`: between those who start and answer playbooks, the worker that runs them, and the
/// integrations outside that do their steps.
public protocol PlaybookMessage: Message {}

extension PlaybookMessage {
    /// `playbooks`, for every one of them.
    public static var exchange: String { "playbooks" }
    /// The ``Message/routingKey``, unless whoever sends it has a key for whom it is.
    public static var publicationKey: String { routingKey }
}
