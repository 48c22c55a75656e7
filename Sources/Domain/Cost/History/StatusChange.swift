public import FoundationEssentials
public import Incident

/// The incident got another status.
public struct StatusChange: Sendable, Hashable {
    /// Which.
    public var status: IncidentStatus
    /// When.
    public var at: Date

    /// A change.
    public init(_ status: IncidentStatus, at time: Date) {
        self.status = status
        at = time
    }
}
