/// What people decide about the paging of an incident.
public enum PageChange: String, Sendable, Hashable, CaseIterable {
    /// Somebody takes it; nobody else is paged.
    case acknowledged
    /// It needs nobody any more.
    case resolved
    /// The next step is taken now.
    case escalated
    /// Somebody else is paged first, and the steps begin again.
    case reassigned
    /// Nobody is paged for a while; then the steps begin again.
    case snoozed
}
