/// A definition that was read and checked, ready to be interpreted (specification, "Structure of a State Machine").
///
/// Every path and expression is parsed already; the type holds no execution's data and never changes.
public struct StateMachine: Sendable {
    /// What a machine is created as; the service limits what an express one may do.
    public enum Kind: String, Sendable, Hashable {
        case standard = "STANDARD"
        case express = "EXPRESS"
    }

    /// `Comment`.
    public let comment: String?
    /// How long an execution may take, in seconds; `nil` when that is not limited.
    public let timeoutSeconds: Int64?
    /// The language of all states that say nothing else.
    public let queryLanguage: QueryLanguage
    /// Everything that is worth telling its author, though it can be used.
    public let warnings: [Diagnostic]
    /// The states of the machine itself, then those of each Branch and ItemProcessor, in the order of the text.
    let groups: [StateGroup]
    /// The group at which executions start.
    var root = 0

    init(
        comment: String?, timeoutSeconds: Int64?, queryLanguage: QueryLanguage, warnings: [Diagnostic],
        groups: [StateGroup]
    ) {
        self.comment = comment
        self.timeoutSeconds = timeoutSeconds
        self.queryLanguage = queryLanguage
        self.warnings = warnings
        self.groups = groups
    }

    /// The machine of the child executions of a distributed Map: it starts with the Map's own processor, and is bounded
    /// by no time.
    func processor(_ group: Int) -> StateMachine {
        var machine = StateMachine(
            comment: nil, timeoutSeconds: nil, queryLanguage: queryLanguage, warnings: [], groups: groups)
        machine.root = group
        return machine
    }

    /// The name of the first state.
    public var startAt: String { groups[root].startAt }

    /// The names of all states, in the order of the text, with those of branches and processors.
    public var stateNames: [String] { groups.flatMap(\.order) }
}

/// States that belong together: those of a machine, a Branch or an ItemProcessor.
struct StateGroup: Sendable {
    let startAt: String
    let states: [String: State]
    /// The names in the order of the text.
    let order: [String]
}
