/// From where on an incident type pages, by which policy and how urgently.
public struct PagingRule: Sendable, Hashable {
    /// The policy's name.
    public var policy: String
    /// The mildest severity that it is for; `nil` for all.
    public var severity: String?
    /// The least urgent priority that it is for; `nil` for all.
    public var priority: String?
    /// How urgently.
    public var urgency: Urgency

    /// A rule as the program has it; nothing is checked.
    public init(policy: String, severity: String? = nil, priority: String? = nil, urgency: Urgency = .high) {
        self.policy = policy
        self.severity = severity
        self.priority = priority
        self.urgency = urgency
    }
}
