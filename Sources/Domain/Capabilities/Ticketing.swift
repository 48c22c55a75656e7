/// The tracker in which an incident is a ticket.
public protocol Ticketing: Provider {
    func findTicket(_ key: EffectKey) async throws(ProviderError) -> ExternalObject?
    func createTicket(_ draft: TicketDraft, key: EffectKey) async throws(ProviderError) -> ExternalObject
    /// Makes the ticket say what the draft says; calling it again changes nothing.
    func updateTicket(_ externalID: String, to draft: TicketDraft) async throws(ProviderError)
    /// Takes it out of the lists of open work; calling it again changes nothing.
    func archiveTicket(_ externalID: String) async throws(ProviderError)
}

/// What a ticket says.
public struct TicketDraft: Sendable, Hashable {
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
}
