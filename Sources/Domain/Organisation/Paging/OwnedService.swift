public import Escalation

/// A service that the organisation runs, and who answers for it.
public struct OwnedService: Sendable, Hashable {
    /// What policies call it: 1 to 100 characters, unique among services.
    public var name: String
    /// People, schedules and teams; at least one.
    public var owners: [EscalationTarget]

    /// A service as the program has it; nothing is checked.
    public init(name: String, owners: [EscalationTarget]) {
        self.name = name
        self.owners = owners
    }
}
