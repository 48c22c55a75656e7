public import FoundationEssentials

/// One step of a policy that an escalation takes at a time.
public struct EscalationTurn: Sendable, Hashable {
    /// Where in the policy it is.
    public enum Place: Sendable, Hashable {
        /// A step, from 0, in a round, from 0.
        case step(Int, round: Int)
        /// After all steps of all rounds.
        case lastResort
    }

    /// Where in the policy it is.
    public var place: Place
    /// When it was due.
    public var due: Date
    /// Whether it is not carried out any more, since the same step of a later round is due as well: who was away for an hour is
    /// not paged once for each round of it.
    public var isSuperseded = false

    /// Whether it is not carried out, since it is for other hours than those in which it was due.
    public var isPassedOver = false

    /// As people read it: `step 2`, `step 1, round 2`, `last resort`.
    public var title: String {
        switch place {
        case .step(let step, let round): "step \(step + 1)" + (round > 0 ? ", round \(round + 1)" : "")
        case .lastResort: "last resort"
        }
    }
}
