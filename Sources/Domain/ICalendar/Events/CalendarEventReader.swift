/// Reads a VEVENT.
struct CalendarEventReader {
    private let component: CalendarComponent
    private let uid: String

    static func read(_ component: CalendarComponent) throws(CalendarError) -> CalendarEvent {
        let reader = CalendarEventReader(component)
        do {
            return try reader.event()
        } catch {
            throw CalendarError(error.problem, line: error.line ?? component.number, uid: error.uid ?? reader.uid)
        }
    }

    private init(_ component: CalendarComponent) {
        self.component = component
        // An event without UID, which it must have, is one of its own.
        uid = component.text("UID") ?? "of line \(component.number)"
    }

    private func event() throws(CalendarError) -> CalendarEvent {
        guard let start = try component.one("DTSTART") else { throw CalendarError("VEVENT has no DTSTART") }
        if let line = component.all("EXRULE").first {
            throw line.error("EXRULE is not supported, which RFC 5545 took back; list the exceptions as EXDATE")
        }
        let event = CalendarEvent(
            uid: uid, sequence: component.text("SEQUENCE").flatMap { Int($0) } ?? 0, line: component.number,
            start: try CalendarTime(start), end: try end(), rules: try rules(), dates: try dates(),
            exceptions: try exceptions(), replaces: try replaced(),
            isCancelled: component.text("STATUS")?.uppercased() == "CANCELLED",
            summary: component.text("SUMMARY") ?? "", attendees: attendees,
            organizer: component.all("ORGANIZER").first.map(CalendarPerson.init))
        try check(event)
        return event
    }

    private func check(_ event: CalendarEvent) throws(CalendarError) {
        guard event.replaces == nil || event.rules.isEmpty else {
            throw CalendarError("an event with RECURRENCE-ID is one instance, and cannot have RRULE")
        }
        for exception in event.exceptions where exception.isDate != event.start.isDate {
            throw CalendarError(
                "EXDATE is a \(exception.isDate ? "date" : "time") and DTSTART a \(event.start.isDate ? "date" : "time")",
                line: exception.line)
        }
        for date in event.dates where date.time.isDate != event.start.isDate {
            throw CalendarError(
                "RDATE is a \(date.time.isDate ? "date" : "time") and DTSTART a \(event.start.isDate ? "date" : "time")",
                line: date.time.line)
        }
        if case .time(let end) = event.end, end.isDate != event.start.isDate {
            throw CalendarError("one of DTSTART and DTEND is a date and the other a time", line: end.line)
        }
    }

    private func end() throws(CalendarError) -> CalendarEvent.End {
        let end = try component.one("DTEND")
        let duration = try component.one("DURATION")
        if let end, duration != nil { throw end.error("there are both DTEND and DURATION") }
        if let end { return .time(try CalendarTime(end)) }
        if let duration { return .duration(try CalendarDuration(duration)) }
        return .none
    }

    private func rules() throws(CalendarError) -> [RecurrenceRule] {
        var rules: [RecurrenceRule] = []
        for line in component.all("RRULE") { rules.append(try RecurrenceRuleReader.read(line)) }
        return rules
    }

    private func dates() throws(CalendarError) -> [CalendarEvent.Date] {
        var dates: [CalendarEvent.Date] = []
        for line in component.all("RDATE") {
            for value in line.value.split(separator: ",") {
                let parts = value.split(separator: "/", maxSplits: 1)
                guard let first = parts.first else { throw line.error("RDATE says no time") }
                var end: CalendarEvent.End?
                if parts.count == 2 {
                    if let duration = CalendarDuration.read(parts[1]) {
                        end = .duration(duration)
                    } else {
                        end = .time(try CalendarTime(parts[1], of: line))
                    }
                }
                dates.append(CalendarEvent.Date(time: try CalendarTime(first, of: line), end: end))
            }
        }
        return dates
    }

    private func exceptions() throws(CalendarError) -> [CalendarTime] {
        var exceptions: [CalendarTime] = []
        for line in component.all("EXDATE") {
            for value in line.value.split(separator: ",") { exceptions.append(try CalendarTime(value, of: line)) }
        }
        return exceptions
    }

    private func replaced() throws(CalendarError) -> CalendarTime? {
        guard let line = try component.one("RECURRENCE-ID") else { return nil }
        if let range = line.parameter("RANGE") {
            throw line.error(
                "RECURRENCE-ID with RANGE=\(range.prefix(20)) is not supported; end the series and begin another")
        }
        return try CalendarTime(line)
    }

    private var attendees: [CalendarPerson] {
        component.all("ATTENDEE").filter { line in
            let place = line.parameter("CUTYPE")?.uppercased()
            return line.parameter("PARTSTAT")?.uppercased() != "DECLINED"
                && line.parameter("ROLE")?.uppercased() != "NON-PARTICIPANT" && place != "ROOM" && place != "RESOURCE"
        }.map(CalendarPerson.init)
    }
}
