import FoundationEssentials
import OnCall

/// A schedule of four layers in zones of their own: weeks, days, and half days.
struct TestSchedule {
    /// A rotation of equal turns.
    struct Layer {
        let name: String
        let zone: String
        /// The first turn's start on the wall.
        let start: String
        let hours: Int
        let members: Int
    }

    /// A start that is no time.
    struct NoTime: Error {}

    let layers = [
        Layer(name: "first", zone: "Europe/Berlin", start: "2026-01-05T09:00", hours: 168, members: 4),
        Layer(name: "second", zone: "America/Toronto", start: "2026-01-05T08:00", hours: 168, members: 3),
        Layer(name: "days", zone: "Asia/Singapore", start: "2026-01-05T10:00", hours: 24, members: 7),
        Layer(name: "halves", zone: "Australia/Sydney", start: "2026-01-05T07:00", hours: 12, members: 6),
    ]
    let schedule: Schedule
    /// A year of shifts, which begins when all layers run.
    let year: Range<Date>

    init() throws {
        schedule = Schedule(
            name: "bench", timezone: "UTC",
            layers: try layers.map { layer in
                guard let anchor = WallTime(layer.start) else { throw NoTime() }
                return ScheduleLayer(
                    name: layer.name, timezone: layer.zone, anchor: anchor, rotation: .hours(layer.hours),
                    members: (1...layer.members).map { ["\(layer.name)-\($0)@example.org"] })
            })
        // 2026-02-01T00:00:00Z, and a year later.
        year = Date(timeIntervalSince1970: 1_769_904_000)..<Date(timeIntervalSince1970: 1_801_440_000)
    }

    /// One event a member, which recurs as often as their turn comes.
    var calendar: String {
        var lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//muster//bench//EN"]
        for layer in layers {
            for member in 0..<layer.members { lines += event(layer, member) }
        }
        return (lines + ["END:VCALENDAR"]).joined(separator: "\r\n")
    }

    private func event(_ layer: Layer, _ member: Int) -> [String] {
        // Turns of half a day recur after whole days when the members are even in number.
        let cycle = layer.hours * layer.members / 24
        guard let anchor = WallTime(layer.start) else { return [] }
        func stamp(_ hours: Int) -> String {
            WallTime(seconds: anchor.seconds + hours * 3600).description.filter { $0 != "-" && $0 != ":" } + "00"
        }
        return [
            "BEGIN:VEVENT", "UID:\(layer.name)-\(member)", "DTSTAMP:20260101T000000Z",
            "DTSTART;TZID=\(layer.zone):\(stamp(member * layer.hours))",
            "DTEND;TZID=\(layer.zone):\(stamp((member + 1) * layer.hours))",
            "RRULE:FREQ=DAILY;INTERVAL=\(cycle)", "SUMMARY:\(layer.name)-\(member + 1)@example.org", "END:VEVENT",
        ]
    }
}
