/// What a metric is told apart by.
public enum MetricDimension: String, Sendable, Hashable, CaseIterable {
    /// The type of the incident.
    case type
    /// Its severity, or that of the alert.
    case severity
    /// The team of who leads the incident; of costs, the team of those whose time it was.
    case team
    /// The mail address of who was paged, or whose the task is.
    case person
    /// The worker that gave up.
    case worker
}
