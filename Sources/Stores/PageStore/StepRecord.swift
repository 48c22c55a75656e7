public import FoundationEssentials

/// A row of `paging.step`: a turn of an escalation that was taken.
public struct StepRecord: Sendable, Hashable {
    /// What was done about it.
    public enum Outcome: String, Sendable, Hashable, CaseIterable {
        /// Its targets were paged.
        case paged
        /// It found nobody, or comes after all steps: the last resort was paged.
        case lastResort = "last_resort"
        /// Nothing: the same step of a later round was due as well.
        case superseded
        /// Nothing: it is for other hours.
        case passedOver = "passed_over"
    }

    /// Whose turn it was.
    public var escalation: UUID
    /// From 0, through all rounds and new beginnings.
    public var number: Int
    /// `step 1, round 2`.
    public var title: String
    /// When it was due.
    public var due: Date
    /// What was done about it.
    public var outcome: Outcome

    /// A turn that was taken.
    public init(escalation: UUID, number: Int, title: String, due: Date, outcome: Outcome) {
        self.escalation = escalation
        self.number = number
        self.title = title
        self.due = due
        self.outcome = outcome
    }
}
