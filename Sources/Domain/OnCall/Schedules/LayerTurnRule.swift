/// Who takes turns with whom, and for how long.
public struct LayerTurnRule: Sendable, Hashable {
    /// The start of the first members' first turn. Turns also run before it, so that somebody is on duty from the first day.
    public var anchor: WallTime
    /// How long turns last.
    public var rotation: Rotation
    /// Mail addresses, turn by turn: several at once, or nobody. At least one turn.
    public var members: [[String]]

    /// - Parameters:
    ///   - anchor: the start of the first turn.
    ///   - rotation: how long turns last.
    ///   - members: mail addresses, turn by turn: several at once, or nobody. At least one turn.
    public init(anchor: WallTime, rotation: Rotation, members: [[String]]) {
        precondition(!members.isEmpty, "a layer has a turn")
        self.anchor = anchor
        self.rotation = rotation
        self.members = members
    }
}
