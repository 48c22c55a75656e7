import JSON

/// Schedules for people, in the time of their zones.
enum OnCallText {
    static let none = "There are no schedules. The configuration names them under `schedules` or `rotas`."

    static func all(_ page: JSON) throws -> String {
        let schedules = page["items"]?.arrayValue ?? []
        guard !schedules.isEmpty else { return none }
        var listing = Listing("SCHEDULE", "ON CALL", "LAYER", "SOURCE", "UNTIL", "ZONE")
        for schedule in schedules {
            let clock = try ScheduleClock(timezone: schedule.text(of: "timezone") ?? "UTC")
            let people = schedule["on_call"]?.arrayValue ?? []
            for person in people { listing.add(cells: [schedule.text(of: "name")] + cells(person, clock)) }
            if people.isEmpty { listing.add(schedule.text(of: "name"), "nobody", nil, nil, nil, clock.name) }
        }
        return listing.text(empty: "")
    }

    static func one(_ schedule: JSON) throws -> String {
        let clock = try ScheduleClock(timezone: schedule.text(of: "timezone") ?? "UTC")
        let head = Fields.text([
            ("name", schedule.text(of: "name")), ("zone", schedule.text(of: "timezone")),
            ("at", clock.text(schedule, "at")),
            ("coverage", schedule.text(of: "coverage").map { "\($0) % of the next 14 days" }),
        ])
        return [
            head, people("ON CALL", schedule["on_call"], clock, empty: "Nobody is on call."),
            people("NEXT", schedule["next"], clock, empty: "Nobody comes next within a year."),
            gaps(["items": schedule["gaps"] ?? []], clock),
        ].joined(separator: "\n\n") + calendars(schedule["calendars"], clock)
    }

    /// The calendars that layers are read from, with what is wrong about them below.
    private static func calendars(_ calendars: JSON?, _ clock: ScheduleClock) -> String {
        let all = calendars?.arrayValue ?? []
        guard !all.isEmpty else { return "" }
        var listing = Listing("CALENDAR OF", "READ", "LOOKED FOR", "ZONE", "SOURCE")
        var problems: [String] = []
        for calendar in all {
            let layer = calendar.text(of: "layer")
            listing.add(
                layer, clock.text(calendar, "read_at"), clock.text(calendar, "checked_at"), clock.name,
                calendar.text(of: "source"))
            problems += (calendar["problems"]?.arrayValue ?? []).compactMap(\.stringValue).map {
                "\(Plain.line(layer ?? "")): \(Plain.line($0))"
            }
        }
        return "\n\n"
            + ([listing.text(empty: "")] + (problems.isEmpty ? [] : ["", "PROBLEMS"] + problems)).joined(
                separator: "\n")
    }

    private static func people(_ heading: String, _ people: JSON?, _ clock: ScheduleClock, empty: String) -> String {
        var listing = Listing(heading, "LAYER", "SOURCE", "SINCE", "UNTIL", "ZONE")
        for person in people?.arrayValue ?? [] {
            var cells = cells(person, clock)
            cells.insert(clock.text(person, "since"), at: 3)
            listing.add(cells: cells)
        }
        return listing.text(empty: empty)
    }

    /// Person, layer, source, end and zone.
    private static func cells(_ person: JSON, _ clock: ScheduleClock) -> [String?] {
        [
            (person.text(of: "person") ?? "nobody") + (person["shadow"]?.boolValue == true ? " (shadow)" : ""),
            person.text(of: "layer"), person.text(of: "source"), clock.text(person, "until"), clock.name,
        ]
    }

    static func shifts(_ page: JSON, _ clock: ScheduleClock) -> String {
        var listing = Listing("FROM", "UNTIL", "PERSON", "LAYER", "SOURCE", "ZONE")
        for shift in page["items"]?.arrayValue ?? [] {
            let cells = cells(shift, clock)
            listing.add(cells: [clock.text(shift, "from"), cells[3], cells[0], cells[1], cells[2], cells[4]])
        }
        return listing.text(empty: "There are no shifts in this time.")
    }

    static func gaps(_ page: JSON, _ clock: ScheduleClock) -> String {
        var listing = Listing("NOBODY FROM", "UNTIL", "ZONE")
        for gap in page["items"]?.arrayValue ?? [] {
            listing.add(clock.text(gap, "from"), clock.text(gap, "until"), clock.name)
        }
        return listing.text(empty: "Somebody is on call all the time.")
    }

    static func changes(_ page: JSON, _ clock: ScheduleClock) -> String {
        var listing = Listing("ID", "KIND", "LAYER", "PERSON", "WITH", "FROM", "UNTIL", "ZONE", "BY", "REASON")
        for change in page["items"]?.arrayValue ?? [] {
            listing.add(
                change.text(of: "id"), change.text(of: "kind"), change.text(of: "layer"), change.text(of: "person"),
                change.text(of: "with"), clock.text(change, "from"), clock.text(change, "until"), clock.name,
                change.text(of: "created_by"), change.text(of: "reason"))
        }
        return listing.text(empty: "Nothing is changed about this schedule from now on.")
    }

    /// What was done, and how it is taken back.
    static func change(_ change: JSON, _ clock: ScheduleClock) -> String {
        let person = change.text(of: "person") ?? "nobody"
        let (name, id) = (change.text(of: "schedule") ?? "", change.text(of: "id") ?? "")
        let what =
            switch change.text(of: "kind") {
            case "swap": "\(person) and \(change.text(of: "with") ?? "") take each other's shifts of \(name)"
            case "added": "\(person) is on call for \(name) besides the others"
            default: "\(person) has \(change.text(of: "layer") ?? "") of \(name)"
            }
        let span = "from \(clock.text(change, "from") ?? "") to \(clock.text(change, "until") ?? "") \(clock.name)"
        return "\(Plain.line(what)) \(span).\nTaken back with: muster oncall withdraw '\(Plain.line(name))' \(id)"
    }

    /// What each person carries.
    static func loads(_ loads: JSON?) -> String {
        func hours(_ json: JSON, _ key: String) -> String? { json[key]?.intValue.map { "\($0 / 3600)" } }
        var listing = Listing("PERSON", "HOURS", "NIGHTS", "WEEKENDS", "WEIGHTED HOURS")
        for load in loads?.arrayValue ?? [] {
            listing.add(
                load.text(of: "person"), hours(load, "on_call_seconds"), load.text(of: "nights"),
                load.text(of: "weekends"), hours(load, "weighted_seconds"))
        }
        return listing.text(empty: "Nobody takes turns.")
    }

    static func load(_ answer: JSON) -> String {
        let foot = Fields.text([
            ("coverage", answer.text(of: "coverage").map { "\($0) %" }),
            ("fairness", answer.text(of: "fairness").map { "\($0) % (the lightest load of the heaviest)" }),
        ])
        return loads(answer["items"]) + "\n\n" + foot
    }
}
