import JSON
import OnCall

extension Schedule {
    /// Configuration: `name`, `timezone` (IANA), `layers`, `gaps` (`refused`, the default, or `allowed`).
    init(configuration reader: JSONReader) throws {
        try reader.object(allowing: ["name", "timezone", "layers", "gaps"])
        let timezone = try reader.string("timezone", length: 1...64)
        let layers = try reader.array("layers", max: 20).map {
            try ScheduleLayer(configuration: $0, timezone: timezone)
        }
        guard !layers.isEmpty else {
            throw try reader.member("layers").error(expected: "at least one layer", found: "none")
        }
        var names: Set<String> = []
        for (index, layer) in layers.enumerated() where !names.insert(layer.name).inserted {
            throw try reader.array("layers", max: 20)[index].member("name").error(
                expected: "a name that no other layer of the schedule has", found: "`\(layer.name)` for the second time"
            )
        }
        self.init(
            name: try reader.string("name", length: 1...100), timezone: timezone, layers: layers,
            allowsGaps: try reader.optionalEnumeration("gaps", of: GapsWord.self, unknown: .allowed) == .allowed)
    }
}

/// What a schedule says about times at which nobody is on call.
private enum GapsWord: String, CaseIterable {
    case allowed, refused
}

extension ScheduleLayer {
    /// - Parameter timezone: the schedule's, when the layer names none.
    init(configuration reader: JSONReader, timezone: String) throws {
        try reader.object(allowing: [
            "name", "timezone", "start", "turn", "members", "calendar", "hours", "from", "until", "shadow",
        ])
        self.init(
            name: try reader.string("name", length: 1...100),
            timezone: try reader.optionalString("timezone", length: 1...64) ?? timezone,
            duty: try Self.duty(reader),
            hours: try reader.optionalArray("hours", max: 50).map(DutyHours.init(configuration:)),
            from: try reader.optional("from").map(Self.wallTime),
            until: try reader.optional("until").map(Self.wallTime),
            shadow: try reader.optionalBool("shadow") ?? false)
    }

    /// `calendar`, or `start`, `turn` and `members`.
    private static func duty(_ reader: JSONReader) throws -> Duty {
        if let calendar = try reader.optional("calendar") {
            for key in ["start", "turn", "members"] {
                guard let turns = try reader.optional(key) else { continue }
                throw turns.error(expected: "no `\(key)` beside `calendar`, which says who is on call", found: nil)
            }
            return .calendar(try CalendarSource(configuration: calendar))
        }
        let members = try reader.array("members", max: 500).map(Self.members)
        guard !members.isEmpty else {
            throw try reader.member("members").error(expected: "at least one mail address", found: "none")
        }
        return .turns(
            LayerTurnRule(
                anchor: try Self.wallTime(try reader.member("start")),
                rotation: try Self.rotation(try reader.member("turn")), members: members))
    }

    /// One address, a list of those who are on call at once, or nobody.
    private static func members(_ reader: JSONReader) throws -> [String] {
        switch reader.value {
        case .null: []
        case .array: try reader.elements(max: 50).map { try $0.string(length: 3...254) }
        default: [try reader.string(length: 3...254)]
        }
    }

    private static func wallTime(_ reader: JSONReader) throws -> WallTime {
        guard case .string(let text) = reader.value, let time = WallTime(text) else {
            throw reader.error(
                expected: "a time on the wall of the layer's zone such as 2026-01-05T09:00, without an offset",
                found: reader.value.stringValue.map { "`\($0)`" })
        }
        return time
    }

    /// `12h`, `1d`, `2w`, or a list of them.
    private static func rotation(_ reader: JSONReader) throws -> Rotation {
        guard case .array = reader.value else { return Rotation(lengths: [try length(reader)]) }
        let lengths = try reader.elements(max: 100).map(length)
        guard !lengths.isEmpty else { throw reader.error(expected: "at least one length", found: "none") }
        return Rotation(lengths: lengths)
    }

    private static func length(_ reader: JSONReader) throws -> Int {
        let text = reader.value.stringValue
        guard let match = text?.wholeMatch(of: /([1-9][0-9]{0,3})([hdw])/), let number = Int(match.1) else {
            throw reader.error(
                expected: "how long a turn lasts, such as 12h, 1d or 2w", found: text.map { "`\($0)`" })
        }
        let hours = number * (match.2 == "h" ? 1 : match.2 == "d" ? 24 : 168)
        guard hours <= 8784 else { throw reader.error(expected: "at most a year", found: text.map { "`\($0)`" }) }
        return hours * 3600
    }
}

extension DutyHours {
    /// Configuration: `days` (all by default), `from` and `until` (`09:00`; 24:00 is the end of the day).
    init(configuration reader: JSONReader) throws {
        // A word more would restrict the hours: it is refused by lenient readers too.
        try reader.object(only: "days", "from", "until")
        let days = try reader.optionalArray("days", max: 7).map { try $0.enumeration(of: Weekday.self) }
        let from = try Self.second(try reader.member("from"))
        guard from < 86_400 else {
            throw try reader.member("from").error(expected: "a time before 24:00", found: "`24:00`")
        }
        self.init(
            days: days.isEmpty ? Set(Weekday.allCases) : Set(days), from: from,
            until: try Self.second(try reader.member("until")))
    }

    /// A time of day as seconds after midnight: `09:00`, `24:00`.
    static func second(_ reader: JSONReader) throws -> Int {
        let text = reader.value.stringValue
        guard let match = text?.wholeMatch(of: /([0-9]{2}):([0-9]{2})/), let hour = Int(match.1),
            let minute = Int(match.2), hour * 60 + minute <= 1440, minute < 60
        else {
            throw reader.error(
                expected: "a time of day such as \"09:00\"",
                found: text.map { "`\($0)`" } ?? sixties(reader.value.intValue))
        }
        return hour * 3600 + minute * 60
    }

    /// What YAML 1.1 makes of a time of day without quotes, said so that somebody finds out: `22:00` is the number 1320.
    private static func sixties(_ number: Int?) -> String? {
        guard let number, (600...1440).contains(number) else { return nil }
        let minute = number % 60 < 10 ? "0\(number % 60)" : "\(number % 60)"
        return "\(number), which YAML 1.1 makes of \(number / 60):\(minute) without quotes"
    }
}
