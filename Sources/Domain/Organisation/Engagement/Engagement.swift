public import Incident

/// Somebody whom a rule engages.
public struct Engagement: Sendable, Hashable {
    /// Who it is.
    public var person: Person
    /// What they do.
    public var role: ParticipantRole
    /// The rule that says so, as timelines name it.
    public var engagedBy: String
}
