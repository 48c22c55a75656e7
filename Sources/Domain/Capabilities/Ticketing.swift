/// The tracker in which an incident is a ticket.
public protocol Ticketing: Creating, Updatable, Archivable where Draft == TicketDraft, Content == TicketDraft {}

/// What a ticket says.
public struct TicketDraft: PlaceDraft, Hashable {
    public var title: String
    public var description: String
    /// The incident's status.
    public var status: String
    public var severity: String
    public var priority: String
    /// The commander's mail address.
    public var assignee: String?

    public init(
        title: String, description: String, status: String, severity: String, priority: String, assignee: String?
    ) {
        self.title = title
        self.description = description
        self.status = status
        self.severity = severity
        self.priority = priority
        self.assignee = assignee
    }

    public var intent: String { title }
}
