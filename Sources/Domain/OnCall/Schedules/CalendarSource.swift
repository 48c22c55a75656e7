/// A calendar of somebody else's from which a layer takes its shifts.
public struct CalendarSource: Sendable, Hashable {
    /// Where the address of the calendar stands.
    public enum Address: Sendable, Hashable {
        /// In the configuration: it is no secret.
        case url(String)
        /// In the environment of the processes that fetch it: the name of a variable, or with `_FILE` of one that names a file.
        case variable(String)
    }

    /// What of an event says who is on call.
    public enum Who: String, Sendable, Hashable, CaseIterable {
        /// The mail addresses of those who take part and have not declined.
        case attendees
        /// The mail address of who made the event.
        case organizer
        /// The names and mail addresses in its summary.
        case summary
    }

    /// Where its address stands.
    public var address: Address
    /// What of an event says who is on call.
    public var who: Who
    /// How long after one look comes the next, in seconds: 60 to 86,400.
    public var refresh: Int

    /// - Parameters:
    ///   - address: where its address stands.
    ///   - who: what of an event says who is on call.
    ///   - refresh: seconds from one look to the next: 60 to 86,400.
    public init(_ address: Address, who: Who = .attendees, refresh: Int = 900) {
        self.address = address
        self.who = who
        self.refresh = refresh
    }

    /// What a copy of the calendar is filed under, and what people are shown of its address: nothing that is secret.
    public var reference: String {
        switch address {
        case .url(let url): url
        case .variable(let name): "$\(name)"
        }
    }
}
