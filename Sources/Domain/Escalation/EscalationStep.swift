/// One step of an escalation policy: whom to page, and how long to wait for an answer.
public struct EscalationStep: Sendable, Hashable {
    /// Which targets of a step are paged.
    public enum Strategy: String, Sendable, Hashable, CaseIterable {
        /// All of them.
        case all
        /// One, the next in their order with each escalation that comes to the step.
        case roundRobin = "round_robin"
    }

    /// At least one.
    public var targets: [EscalationTarget]
    /// Which of the targets are paged.
    public var strategy: Strategy
    /// How long it waits for an acknowledgement before the next step is taken. A second to a week.
    public var wait: Duration
    /// When it is taken; `nil` for always.
    public var condition: HoursCondition?

    /// What a step waits when the configuration does not say.
    public static let standardWait: Duration = .seconds(300)

    /// A step as the program has it; nothing is checked.
    public init(
        targets: [EscalationTarget], strategy: Strategy = .all, wait: Duration = Self.standardWait,
        condition: HoursCondition? = nil
    ) {
        self.targets = targets
        self.strategy = strategy
        self.wait = wait
        self.condition = condition
    }

    /// The targets to page.
    /// - Parameter turn: how often the step was taken before, by any escalation; counts for ``Strategy/roundRobin``.
    public func targets(atTurn turn: Int) -> [EscalationTarget] {
        switch strategy {
        case .all: targets
        case .roundRobin: targets.isEmpty ? [] : [targets[turn % targets.count]]
        }
    }
}
