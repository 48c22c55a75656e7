/// The tracker in which an incident is a ticket.
public protocol Ticketing: Creating, Updatable, Archivable where Draft == TicketDraft, Content == TicketDraft {}

/// What a ticket says.
public struct TicketDraft: PlaceDraft, Hashable {
    /// What the ticket is headed with.
    public var title: String
    /// What happened, who leads, and links, as plain text.
    public var description: String
    /// The incident's status.
    public var status: String
    /// The name of the incident's severity, as the organisation configures it.
    public var severity: String
    /// The name of the incident's priority, as the organisation configures it.
    public var priority: String
    /// The commander's mail address.
    public var assignee: String?

    /// A draft of these words.
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

    /// The title.
    public var intent: String { title }
}
