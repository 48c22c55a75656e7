public import FoundationEssentials
public import Incident

/// Somebody had a role in the incident from a time on: a row that is never overwritten.
public struct RoleInterval: Sendable, Hashable {
    /// What finds the row.
    public var id: String
    /// The mail address.
    public var person: String
    /// The team they were of when they joined.
    public var team: String?
    /// What they were.
    public var role: ParticipantRole
    /// Since when.
    public var from: Date
    /// Until when; `nil` when they still are.
    public var until: Date?

    /// As the row says it; nothing is checked.
    public init(id: String, person: String, team: String?, role: ParticipantRole, from: Date, until: Date?) {
        self.id = id
        self.person = person
        self.team = team
        self.role = role
        self.from = from
        self.until = until
    }
}
