/// Turns that are to be given to people, each to one of them.
public struct RotaTask: Sendable, Hashable {
    /// The most turns that are planned at once.
    public static let mostTurns = 200
    /// The most people that share them.
    public static let mostPeople = 50
    /// The most wishes.
    public static let mostWishes = 100

    /// In order of time; 1 to ``mostTurns``.
    public var turns: [PlannedTurn]
    /// Mail addresses, each once; 1 to ``mostPeople``.
    public var people: [String]
    /// The most important first; at most ``mostWishes``.
    public var wishes: [Wish]
    /// What part of the load somebody is to carry beside the others, by address in small letters: 1 when nothing is said, 0.5 for half
    /// as much. Above 0.
    public var shares: [String: Double]
    /// What people carry meanwhile by other layers, by address in small letters.
    public var burden: [String: Duration]
    /// Who has the turn before the first one; `nil` for nobody.
    public var before: String?

    /// A task; nothing is checked.
    public init(
        turns: [PlannedTurn], people: [String], wishes: [Wish] = [], shares: [String: Double] = [:],
        burden: [String: Duration] = [:], before: String? = nil
    ) {
        self.turns = turns
        self.people = people
        self.wishes = wishes
        self.shares = shares
        self.burden = burden
        self.before = before
    }
}
