public import Incident

/// What rules about who is engaged look at.
public struct EngagedIncident: Sendable, Hashable {
    /// A type's name.
    public var type: String
    /// A severity's name.
    public var severity: String
    /// A priority's name.
    public var priority: String
    /// What it is called.
    public var title: String
    /// What is known of it.
    public var description: String
    /// Who may see it.
    public var visibility: Visibility
    /// Whether it is an exercise.
    public var isDrill: Bool

    /// An incident as it is now.
    public init(
        type: String, severity: String, priority: String, title: String, description: String, visibility: Visibility,
        isDrill: Bool
    ) {
        self.type = type
        self.severity = severity
        self.priority = priority
        self.title = title
        self.description = description
        self.visibility = visibility
        self.isDrill = isDrill
    }
}
