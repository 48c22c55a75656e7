/// People who take turns at one duty of a schedule: its first line, its second, those who look on.
public struct ScheduleLayer: Sendable, Hashable {
    /// Unique in its schedule.
    public var name: String
    /// IANA name of the zone whose clocks decide when turns and hours begin.
    public var timezone: String
    /// The start of the first members' first turn. Turns also run before it, so that somebody is on duty from the first day.
    public var anchor: WallTime
    /// How long turns last.
    public var rotation: Rotation
    /// Mail addresses, turn by turn: several at once, or nobody. At least one turn.
    public var members: [[String]]
    /// The hours to which the layer is restricted; all hours when there are none.
    public var hours: [DutyHours]
    /// Nobody of the layer is on duty before.
    public var from: WallTime?
    /// Nobody of the layer is on duty from then on.
    public var until: WallTime?
    /// Whether its people only look on: nobody is covered by them.
    public var shadow: Bool

    /// - Parameters:
    ///   - name: unique in its schedule.
    ///   - timezone: IANA name of the zone whose clocks decide.
    ///   - anchor: the start of the first turn.
    ///   - rotation: how long turns last.
    ///   - members: mail addresses, turn by turn: several at once, or nobody. At least one turn.
    ///   - hours: to which the layer is restricted; all hours when there are none.
    ///   - from: nobody is on duty before.
    ///   - until: nobody is on duty from then on.
    ///   - shadow: whether its people only look on.
    public init(
        name: String, timezone: String, anchor: WallTime, rotation: Rotation, members: [[String]],
        hours: [DutyHours] = [], from: WallTime? = nil, until: WallTime? = nil, shadow: Bool = false
    ) {
        precondition(!members.isEmpty, "a layer has a turn")
        self.name = name
        self.timezone = timezone
        self.anchor = anchor
        self.rotation = rotation
        self.members = members
        self.hours = hours
        self.from = from
        self.until = until
        self.shadow = shadow
    }
}
