/// The tracker in which an incident is a ticket.
public protocol Ticketing: Creating, Updatable, Archivable where Draft == TicketDraft, Content == TicketDraft {}

/// What a ticket says.
public struct TicketDraft: PlaceDraft, Hashable {
    /// A place of the response that a ticket links to, where a tracker has links.
    public struct Link: Sendable, Hashable {
        /// Names the link among those of the ticket, the same when its address changes: `storage`.
        public var name: String
        /// What people read.
        public var title: String
        /// Where it leads.
        public var url: String

        /// A link of these words.
        public init(name: String, title: String, url: String) {
            self.name = name
            self.title = title
            self.url = url
        }
    }

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
    /// The incident's page and the places that are there, which the description names too.
    public var links: [Link]

    /// A draft of these words.
    public init(
        title: String, description: String, status: String, severity: String, priority: String, assignee: String?,
        links: [Link] = []
    ) {
        self.title = title
        self.description = description
        self.status = status
        self.severity = severity
        self.priority = priority
        self.assignee = assignee
        self.links = links
    }

    /// The title.
    public var intent: String { title }
}
