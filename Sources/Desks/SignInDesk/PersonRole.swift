/// What somebody may do at the console beyond what everybody who is signed in may. It is granted at a terminal, for a while.
public enum PersonRole: String, Sendable, Hashable, CaseIterable {
    /// Mends the pipeline: dead letters.
    case `operator`
    /// The same, and sees inside of dead letters that name no incident.
    case administrator
}
