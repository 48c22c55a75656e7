/// What the incident was waiting for while money went: what waiting costs is seen from it.
public enum CostPhase: String, Sendable, CaseIterable {
    /// The trouble was there, and no incident.
    case nobodyKnew = "nobody_knew"
    /// The incident was there, and nobody had answered.
    case nobodyAnswered = "nobody_answered"
    /// Somebody was at it.
    case working
    /// It was stable.
    case afterwards
}
