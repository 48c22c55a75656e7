public import FoundationEssentials

/// Shifts as an iCalendar object (RFC 5545) that calendars subscribe to.
///
/// Times are written in UTC, which every calendar shows in its reader's zone: nobody has to know the zones of the layers,
/// and no VTIMEZONE can disagree with them.
public struct CalendarFeed: Sendable {
    /// A shift, and the schedule that it is of.
    public struct Entry: Sendable, Hashable {
        /// The schedule's name.
        public var schedule: String
        /// Somebody's shift; those that nobody has are left out.
        public var shift: Shift
        /// What people call who has it.
        public var name: String

        /// - Parameters:
        ///   - schedule: its name.
        ///   - shift: the shift.
        ///   - name: what people call who has it.
        public init(schedule: String, shift: Shift, name: String) {
            self.schedule = schedule
            self.shift = shift
            self.name = name
        }
    }

    private let title: String
    private let entries: [Entry]

    /// - Parameters:
    ///   - title: what calendars call it.
    ///   - entries: the shifts.
    public init(title: String, entries: [Entry]) {
        self.title = title
        self.entries = entries
    }

    /// The object, with lines of at most 75 bytes and CRLF (section 3.1).
    /// - Parameter now: when it was made.
    public func text(at now: Date) -> String {
        var lines = [
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Muster//On call//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
            "X-WR-CALNAME:\(Self.escaped(title))", "NAME:\(Self.escaped(title))",
            "REFRESH-INTERVAL;VALUE=DURATION:PT15M", "X-PUBLISHED-TTL:PT15M",
        ]
        for entry in entries {
            guard let person = entry.shift.person else { continue }
            let layer = entry.shift.layer
            let duty = entry.shift.shadow ? "looks on" : "on call"
            lines += [
                "BEGIN:VEVENT",
                "UID:\(Self.escaped("\(Self.time(entry.shift.from))/\(person)/\(layer ?? "+")/\(entry.schedule)"))",
                "DTSTAMP:\(Self.time(now))", "DTSTART:\(Self.time(entry.shift.from))",
                "DTEND:\(Self.time(entry.shift.until))",
                "SUMMARY:\(Self.escaped("\(entry.name) \(duty): \(entry.schedule)\(layer.map { " (\($0))" } ?? "")"))",
                "DESCRIPTION:\(Self.escaped("\(person), by \(entry.shift.source.rawValue)"))",
                // Who is on call is not busy.
                "TRANSP:TRANSPARENT", "END:VEVENT",
            ]
        }
        lines.append("END:VCALENDAR")
        return lines.map { Self.folded($0) + "\r\n" }.joined()
    }

    /// `20261128T084500Z`.
    private static func time(_ moment: Date) -> String {
        let wall = WallTime(seconds: moment.wholeSeconds)
        let digits = wall.description.filter(\.isNumber)
        return "\(digits.prefix(8))T\(digits.dropFirst(8))\(digits.count == 12 ? "00" : "")Z"
    }

    /// TEXT (section 3.3.11); control characters, which it cannot hold, are spaces.
    private static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\", ";", ",": result += "\\\(scalar)"
            case "\n": result += "\\n"
            case _ where scalar.properties.generalCategory == .control: result += " "
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// Lines of at most 75 bytes, each but the first behind a space; no character is cut.
    private static func folded(_ line: String) -> String {
        var result = ""
        var room = 75
        for scalar in line.unicodeScalars {
            let width = UTF8.width(scalar)
            if width > room {
                result += "\r\n "
                room = 74
            }
            result.unicodeScalars.append(scalar)
            room -= width
        }
        return result
    }
}
