/// A part of a night's work, in the order of the work. Each stands on its own: one that fails stops no other.
public enum StepName: String, Sendable, Hashable, CaseIterable {
    /// What incidents cost.
    case costs
    /// How long they took, and how many there were.
    case metrics
    /// How many there will be.
    case forecast
    /// What the day was, for people.
    case digest
    /// What is needed on the day on which Muster is not there, as files.
    case copy
    /// What is kept no longer.
    case retention
}
