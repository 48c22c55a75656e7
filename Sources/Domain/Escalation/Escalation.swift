public import FoundationEssentials

/// The paging about one incident: where it stands, and what is due next. A value; time is given.
///
/// An escalation that is acknowledged or put off for a while is one whose next turn is due then, as the first of all. What is
/// overdue is made up for by the plan: turns are due when they would have been, however late somebody looks.
public struct Escalation: Sendable, Hashable {
    /// Whether somebody is being looked for.
    public enum State: String, Sendable, Hashable, CaseIterable {
        /// Nobody has answered yet.
        case open
        /// Somebody has taken it.
        case acknowledged
        /// Somebody says that it needs nobody any more.
        case resolved
        /// The incident asks for nobody any more: it is stable or closed, or was lowered.
        case stopped
    }

    /// The policy as it was when the escalation began: a change of the configuration moves no step of it.
    public var policy: EscalationPolicy
    /// Whether somebody is being looked for.
    public private(set) var state: State
    /// Turns that were taken since it began or began again.
    public private(set) var turns: Int
    /// When the next turn is due; `nil` when none is.
    public private(set) var due: Date?

    /// An escalation that begins.
    /// - Parameter now: when its first turn is due.
    public init(_ policy: EscalationPolicy, at now: Date) {
        self.init(policy, state: .open, turns: 0, due: now)
    }

    /// An escalation as it was written down.
    public init(_ policy: EscalationPolicy, state: State, turns: Int, due: Date?) {
        self.policy = policy
        self.state = state
        self.turns = turns
        self.due = due
    }

    /// Takes the turns that are due.
    /// - Parameter fits: whether a step is taken when it is due then; one that is not is passed over without a wait.
    /// - Returns: them, in their order.
    public mutating func advance(
        to now: Date, fits: (EscalationStep, Date) -> Bool = { _, _ in true }
    ) -> [EscalationTurn] {
        var taken: [EscalationTurn] = []
        var passedOver = 0
        while let moment = due, moment <= now {
            if state == .acknowledged { (state, turns) = (.open, 0) }
            guard state == .open, let place = policy.place(ofTurn: turns) else {
                due = nil
                break
            }
            var turn = EscalationTurn(place: place, due: moment)
            if case .step(let step, _) = place { turn.isPassedOver = !fits(policy.steps[step], moment) }
            passedOver = turn.isPassedOver ? passedOver + 1 : 0
            taken.append(turn)
            turns += 1
            // A policy that repeats for ever was away for long: the rounds that nobody could take are passed over.
            due = policy.place(ofTurn: turns) == nil ? nil : moment + wait(after: turn, passedOver: passedOver).seconds
            if taken.count > Self.mostTurns { taken.removeFirst() }
        }
        return Self.withoutRepetitions(taken)
    }

    /// - Parameter passedOver: how many turns were passed over one after the other. When none of all steps fits, the next round waits:
    ///   hours pass.
    private func wait(after turn: EscalationTurn, passedOver: Int) -> Duration {
        guard turn.isPassedOver else { return policy.wait(after: turn.place) }
        return passedOver.isMultiple(of: policy.steps.count) ? EscalationStep.standardWait : .zero
    }

    /// Turns that are told of at most: more than any policy has steps.
    private static let mostTurns = 1000

    private static func withoutRepetitions(_ turns: [EscalationTurn]) -> [EscalationTurn] {
        var seen: Set<Int> = []
        return turns.reversed().map { turn in
            guard case .step(let step, _) = turn.place, !turn.isPassedOver, !seen.insert(step).inserted else {
                return turn
            }
            var turn = turn
            turn.isSuperseded = true
            return turn
        }.reversed()
    }

    /// Has the turns begin again at a time, by the policy as it is now. Whoever has taken it keeps it until then; somebody who is
    /// looked for already is not put off.
    /// - Returns: whether that changes anything.
    public mutating func renew(_ policy: EscalationPolicy, at time: Date) -> Bool {
        switch state {
        case .open where due != nil: return false
        case .acknowledged:
            if let due, due <= time { return false }
            (self.policy, due) = (policy, time)
        case .open, .resolved, .stopped: self = Escalation(policy, at: time)
        }
        return true
    }

    /// Stops: the incident asks for nobody any more.
    public mutating func stop() { (state, due) = (.stopped, nil) }
}

extension Duration {
    /// The same in seconds.
    fileprivate var seconds: TimeInterval {
        TimeInterval(components.seconds) + TimeInterval(components.attoseconds) / 1e18
    }
}
