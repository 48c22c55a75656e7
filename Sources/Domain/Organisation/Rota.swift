public import FoundationEssentials
public import JSON
public import OnCall

/// Who is on duty when, in few words: the members take turns of equal length. A ``Schedule`` can say more.
public struct Rota: Sendable, Hashable, JSONDecodable {
    /// What incident types call it: 1 to 100 characters, unique among rotas and schedules.
    public var name: String
    /// Mail addresses in the order of their turns; at least one.
    public var members: [String]
    /// The start of the first member's first turn.
    public var start: Date
    /// The length of a turn by the clock on the wall, an hour to a year.
    public var turn: Duration
    /// IANA name of the zone whose clocks decide when turns begin; `nil` for UTC.
    public var timezone: String?

    /// A rota as the program has it; nothing is checked.
    /// - Parameters:
    ///   - name: unique among rotas and schedules.
    ///   - members: mail addresses in the order of their turns; at least one.
    ///   - start: the start of the first member's first turn.
    ///   - turn: the length of a turn by the clock on the wall, an hour to a year.
    ///   - timezone: IANA name of the zone whose clocks decide; `nil` for UTC.
    public init(name: String, members: [String], start: Date, turn: Duration, timezone: String? = nil) {
        self.name = name
        self.members = members
        self.start = start
        self.turn = turn
        self.timezone = timezone
    }

    /// Configuration: `name`, `members`, `start` (RFC 3339, default 2026-01-05T09:00:00Z), `turn_hours` (default 168),
    /// `timezone` (IANA, default UTC).
    public init(_ reader: JSONReader) throws {
        try reader.object(allowing: ["name", "members", "start", "turn_hours", "timezone"])
        let members = try reader.strings("members", max: 500, length: 3...254)
        guard !members.isEmpty else {
            throw try reader.member("members").error(expected: "at least one mail address", found: "none")
        }
        self.init(
            name: try reader.string("name", length: 1...100), members: members,
            start: try reader.optionalTimestamp("start") ?? Date(timeIntervalSince1970: 1_767_603_600),
            turn: .seconds(3600 * (try reader.optionalInt("turn_hours", in: 1...8784) ?? 168)),
            timezone: try reader.optionalString("timezone", length: 1...64))
    }

    /// The rota as a schedule of one layer. Turns also run before the start, so that there always is somebody.
    /// - Parameter zones: says what clocks showed at the start; UTC when it does not have the zone.
    public func schedule(zones: ZoneDatabase) -> Schedule {
        let zone = timezone ?? "UTC"
        let layer = ScheduleLayer(
            name: name, timezone: zone, anchor: (zones.zone(named: zone) ?? .utc).wallTime(at: start),
            rotation: Rotation(lengths: [Int(turn.components.seconds)]), members: members.map { [$0] })
        return Schedule(name: name, timezone: zone, layers: [layer])
    }
}
