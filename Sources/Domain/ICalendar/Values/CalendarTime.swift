import OnCall

/// A DATE or DATE-TIME as a calendar writes it (sections 3.3.4 and 3.3.5).
struct CalendarTime: Sendable, Hashable {
    /// By whose clocks a time is told.
    enum Clocks: Sendable, Hashable {
        /// `19980119T070000Z`.
        case utc
        /// No zone: by the clocks of whoever looks, here of the rota.
        case floating
        /// By the name that `TZID` gives.
        case zone(String)
    }

    /// What the clocks show; midnight of a date.
    var wall: WallTime
    /// Whether it is a day, not a time.
    var isDate: Bool
    /// Whose clocks; a date's are always floating.
    var clocks: Clocks
    /// Where it stands.
    var line: Int

    /// Reads the value of a line that has one.
    init(_ line: ContentLine) throws(CalendarError) {
        try self.init(line.value[...], of: line)
    }

    /// Reads a part of the value of a line: RDATE and EXDATE have several.
    init(_ text: Substring, of line: ContentLine) throws(CalendarError) {
        let kind = line.parameter("VALUE")?.uppercased()
        guard let read = Self.read(text), kind == nil || kind == "DATE-TIME" || kind == "DATE" || kind == "PERIOD",
            kind.map({ ($0 == "DATE") == read.isDate }) ?? true
        else {
            throw line.error(
                "\(line.name) is no \(kind == "DATE" ? "date such as 20260105" : "time such as 20260105T090000"): \"\(text.prefix(40))\""
            )
        }
        wall = read.wall
        isDate = read.isDate
        self.line = line.number
        if read.isUTC {
            clocks = .utc
        } else if let name = line.parameter("TZID"), !read.isDate {
            clocks = .zone(name)
        } else {
            clocks = .floating
        }
    }

    /// `19980118`, `19980118T230000` or `19980119T070000Z`; `nil` for anything else.
    static func read(_ text: Substring) -> (wall: WallTime, isDate: Bool, isUTC: Bool)? {
        guard
            let match = text.wholeMatch(
                of: /([0-9]{4})([0-9]{2})([0-9]{2})(?:T([0-9]{2})([0-9]{2})([0-9]{2})(Z)?)?/),
            let wall = WallTime(
                "\(match.1)-\(match.2)-\(match.3)T\(match.4 ?? "00"):\(match.5 ?? "00"):"
                    // A leap second (60), which no clock here has, is the second before it.
                    + (match.6 == "60" ? "59" : String(match.6 ?? "00")))
        else { return nil }
        return (wall, match.4 == nil, match.7 != nil)
    }
}
