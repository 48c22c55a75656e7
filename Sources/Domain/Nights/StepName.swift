/// A part of a night's work, in the order of the work. Each stands on its own: one that fails stops no other.
public enum StepName: String, Sendable, Hashable, CaseIterable {
    /// What incidents cost.
    case costs
    /// How long they took, and how many there were.
    case metrics
    /// How many there will be.
    case forecast
    /// What is kept no longer.
    case retention
}
