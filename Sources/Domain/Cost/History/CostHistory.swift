public import FoundationEssentials

/// What happened in an incident as far as it costs something: rows as they were written, in any order, and nothing that was
/// computed from them.
public struct CostHistory: Sendable, Hashable {
    /// When the trouble began or was seen first.
    public var detectedAt: Date
    /// When the incident was opened.
    public var openedAt: Date
    /// When somebody first answered; `nil` when nobody has.
    public var acknowledgedAt: Date?
    /// Its statuses after that it opened as active.
    public var statuses: [StatusChange]
    /// Who was what.
    public var roles: [RoleInterval]
    /// What people did.
    public var activities: [Activity]
    /// What was entered by hand.
    public var entries: [CostEntry]

    /// A history of these rows.
    public init(
        detectedAt: Date, openedAt: Date, acknowledgedAt: Date? = nil, statuses: [StatusChange] = [],
        roles: [RoleInterval] = [], activities: [Activity] = [], entries: [CostEntry] = []
    ) {
        self.detectedAt = detectedAt
        self.openedAt = openedAt
        self.acknowledgedAt = acknowledgedAt
        self.statuses = statuses
        self.roles = roles
        self.activities = activities
        self.entries = entries
    }
}
