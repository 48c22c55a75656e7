/// Whom to page about an incident, in which order, until somebody answers.
public struct EscalationPolicy: Sendable, Hashable {
    /// What incident types call it: 1 to 100 characters, unique among policies.
    public var name: String
    /// The steps in their order; at least one.
    public var steps: [EscalationStep]
    /// How often all steps are taken again when nobody has answered: 0 to 20; `nil` until somebody does.
    public var repeats: Int?
    /// How long an acknowledgement holds. After it the escalation begins again, unless the incident is stable by then; `nil` for
    /// ever.
    public var acknowledgementExpires: Duration?
    /// Mail addresses of those who are paged when a step finds nobody, and when all steps were taken in vain. At least one.
    public var lastResort: [String]
    /// Whether who acknowledges takes over the command from a commander who was paged and has not answered.
    public var passesCommand: Bool

    /// A policy as the program has it; nothing is checked.
    public init(
        name: String, steps: [EscalationStep], repeats: Int? = 0, acknowledgementExpires: Duration? = nil,
        lastResort: [String], passesCommand: Bool = false
    ) {
        self.name = name
        self.steps = steps
        self.repeats = repeats
        self.acknowledgementExpires = acknowledgementExpires
        self.lastResort = lastResort
        self.passesCommand = passesCommand
    }

    /// The step that is taken as this turn of an escalation, counted from 0.
    /// - Returns: `nil` when there is none: nobody answered, and there is nobody left to ask.
    func place(ofTurn turn: Int) -> EscalationTurn.Place? {
        guard !steps.isEmpty else { return turn == 0 ? .lastResort : nil }
        let (round, step) = turn.quotientAndRemainder(dividingBy: steps.count)
        guard let repeats, round > repeats else { return .step(step, round: round) }
        return round == repeats + 1 && step == 0 ? .lastResort : nil
    }

    /// When the step of a turn is taken; `nil` for always.
    public func condition(of turn: EscalationTurn) -> HoursCondition? {
        if case .step(let step, _) = turn.place, steps.indices.contains(step) { steps[step].condition } else { nil }
    }

    /// How long a turn waits for an answer.
    func wait(after place: EscalationTurn.Place) -> Duration {
        if case .step(let step, _) = place { steps[step].wait } else { .zero }
    }
}
