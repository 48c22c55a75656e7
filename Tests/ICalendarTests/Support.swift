import FoundationEssentials
import OnCall

@testable import ICalendar

/// The instant of `2026-03-29T01:00` in UTC.
func utc(_ text: String) -> Date {
    guard let time = WallTime(text) else { preconditionFailure("\(text) is no time") }
    return Date(timeIntervalSince1970: Double(time.seconds))
}

/// Zones as calendars describe them.
enum Described {
    /// `Europe/Berlin` as it is since 1996, under a name.
    static func berlin(_ name: String = "Europe/Berlin", summer: String = "+0200") -> String {
        """
        BEGIN:VTIMEZONE
        TZID:\(name)
        BEGIN:DAYLIGHT
        TZOFFSETFROM:+0100
        TZOFFSETTO:\(summer)
        DTSTART:19960331T020000
        RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
        END:DAYLIGHT
        BEGIN:STANDARD
        TZOFFSETFROM:\(summer)
        TZOFFSETTO:+0100
        DTSTART:19961027T030000
        RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
        END:STANDARD
        END:VTIMEZONE

        """
    }

    static func zone(_ text: String) throws -> Zone {
        let component = try CalendarComponent.read(Array(text.utf8))
        return try CalendarZone(component[0]).zone(until: utc("2040-01-01T00:00"))
    }

    static func database() throws -> ZoneDatabase {
        ZoneDatabase(zones: [
            "Europe/Berlin": try zone(berlin()), "Asia/Shanghai": Zone(initial: 8 * 3600, changes: []),
            "America/Chicago": Zone(initial: -6 * 3600, changes: []),
        ])
    }
}

/// A calendar of one event with these lines.
func calendar(_ lines: String...) -> String {
    "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n" + event(lines) + "END:VCALENDAR\n"
}

func event(_ lines: [String]) -> String {
    (["BEGIN:VEVENT", "DTSTAMP:20260101T000000Z"] + (lines.contains { $0.hasPrefix("UID") } ? [] : ["UID:1"]) + lines
        + ["END:VEVENT", ""]).joined(separator: "\n")
}

/// What a calendar says of a span, by Berlin's clocks where it names none.
func expand(_ text: String, _ from: String, _ until: String) throws -> CalendarExpansion {
    let database = try Described.database()
    return try CalendarStream(Array(text.utf8)).occurrences(
        in: utc(from)..<utc(until), zones: database, floating: database.zones["Europe/Berlin"] ?? .utc)
}

extension CalendarExpansion {
    /// `2026-01-05T08:00/2026-01-05T16:00`, in UTC.
    var spans: [String] {
        occurrences.map {
            "\(WallTime(seconds: Int($0.from.timeIntervalSince1970)))/\(WallTime(seconds: Int($0.until.timeIntervalSince1970)))"
        }
    }
    /// The starts, in UTC.
    var starts: [String] { spans.map { String($0.prefix { $0 != "/" }) } }
}
