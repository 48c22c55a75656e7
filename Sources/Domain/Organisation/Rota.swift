public import FoundationEssentials
public import JSON

/// Who is on duty when: the members take turns of equal length.
public struct Rota: Sendable, Hashable, JSONDecodable {
    /// What incident types call it: 1 to 100 characters, unique among rotas.
    public var name: String
    /// Mail addresses in the order of their turns; at least one.
    public var members: [String]
    /// The start of the first member's first turn.
    public var start: Date
    /// The length of a turn, an hour to a year.
    public var turn: Duration

    /// A rota as the program has it; nothing is checked.
    public init(name: String, members: [String], start: Date, turn: Duration) {
        self.name = name
        self.members = members
        self.start = start
        self.turn = turn
    }

    /// Configuration: `name`, `members`, `start` (RFC 3339, default 2026-01-05T09:00:00Z), `turn_hours` (default 168).
    public init(_ reader: JSONReader) throws {
        try reader.object(allowing: ["name", "members", "start", "turn_hours"])
        let members = try reader.strings("members", max: 500, length: 3...254)
        guard !members.isEmpty else {
            throw try reader.member("members").error(expected: "at least one mail address", found: "none")
        }
        self.init(
            name: try reader.string("name", length: 1...100), members: members,
            start: try reader.optionalTimestamp("start") ?? Date(timeIntervalSince1970: 1_767_603_600),
            turn: .seconds(3600 * (try reader.optionalInt("turn_hours", in: 1...8784) ?? 168)))
    }

    /// The member on duty at a time. Turns also run before the start, so that there always is one.
    public func onDuty(at time: Date) -> String {
        let turns = (time.timeIntervalSince(start) / Double(turn.components.seconds)).rounded(.down)
        let index = Int(turns) % members.count
        return members[index < 0 ? index + members.count : index]
    }
}

extension ConfigurationSection {
    static let rotas = list("rotas", of: "rota", max: 1000, at: \.rotas, name: \.name, read: Rota.init) {
        rota, all, place in
        for (index, member) in rota.members.enumerated() where all.person(member) == nil {
            throw place.at("members", "\(index)").problem(
                expected: "somebody listed under `people`", found: "`\(member)`")
        }
    }
}
