/// How urgent a task is.
public enum TaskPriority: String, Sendable, Hashable, CaseIterable {
    /// It may wait.
    case low
    /// What nobody says anything else about.
    case medium
    /// The commander hears of it as soon as it is overdue.
    case high
}
