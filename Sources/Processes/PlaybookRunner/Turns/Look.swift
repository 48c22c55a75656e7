import FoundationEssentials
import PlaybookStore

/// Why an execution is looked at. What people want of it, and what they have answered, its rows say besides.
struct Look: Sendable {
    /// What came of a step.
    struct Result: Sendable {
        /// The task's number.
        var number: Int
        var answer: StepAnswer
        /// Who did it.
        var actor: String
    }

    /// The execution.
    var execution: UUID
    /// Timers that have rung.
    var timers: [Int] = []
    /// The numbers of tasks at which somebody is still at work.
    var heartbeats: [Int] = []
    var results: [Result] = []
    /// The trace of what led here.
    var cause: String?

    /// One look at each execution, for all the reasons that there are.
    static func merged(_ looks: [Look]) -> [UUID: Look] {
        looks.reduce(into: [:]) { merged, look in
            var known = merged[look.execution] ?? Look(execution: look.execution, cause: look.cause)
            known.timers += look.timers
            known.heartbeats += look.heartbeats
            known.results += look.results
            merged[look.execution] = known
        }
    }
}
