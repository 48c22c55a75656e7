/// People who take turns at one duty of a schedule: its first line, its second, those who look on.
public struct ScheduleLayer: Sendable, Hashable {
    /// What says whose turn it is.
    public enum Duty: Sendable, Hashable {
        /// Turns of equal rights, one after the other.
        case turns(LayerTurnRule)
        /// Events of a calendar that is kept elsewhere.
        case calendar(CalendarSource)
    }

    /// Unique in its schedule.
    public var name: String
    /// IANA name of the zone whose clocks decide when turns and hours begin.
    public var timezone: String
    /// What says whose turn it is.
    public var duty: Duty
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
    ///   - duty: what says whose turn it is.
    ///   - hours: to which the layer is restricted; all hours when there are none.
    ///   - from: nobody is on duty before.
    ///   - until: nobody is on duty from then on.
    ///   - shadow: whether its people only look on.
    public init(
        name: String, timezone: String, duty: Duty, hours: [DutyHours] = [], from: WallTime? = nil,
        until: WallTime? = nil, shadow: Bool = false
    ) {
        self.name = name
        self.timezone = timezone
        self.duty = duty
        self.hours = hours
        self.from = from
        self.until = until
        self.shadow = shadow
    }

    /// A layer of turns.
    /// - Parameter members: mail addresses, turn by turn: several at once, or nobody. At least one turn.
    public init(
        name: String, timezone: String, anchor: WallTime, rotation: Rotation, members: [[String]],
        hours: [DutyHours] = [], from: WallTime? = nil, until: WallTime? = nil, shadow: Bool = false
    ) {
        self.init(
            name: name, timezone: timezone,
            duty: .turns(LayerTurnRule(anchor: anchor, rotation: rotation, members: members)), hours: hours, from: from,
            until: until, shadow: shadow)
    }

    /// Who takes turns, turn by turn; nobody where a calendar says who is on duty.
    public var members: [[String]] {
        if case .turns(let rule) = duty { rule.members } else { [] }
    }

    /// The calendar that says who is on duty; `nil` where people take turns.
    public var calendar: CalendarSource? {
        if case .calendar(let source) = duty { source } else { nil }
    }
}
