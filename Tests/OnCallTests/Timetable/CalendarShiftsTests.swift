import FoundationEssentials
import Testing

@testable import OnCall

/// Layers whose shifts a calendar says.
@Suite struct CalendarShiftsTests {
    private func timetable(
        _ entries: [CalendarShifts.Entry], hours: [DutyHours] = [], until: String? = nil, changes: [ScheduleChange] = []
    ) throws -> Timetable {
        let layer = ScheduleLayer(
            name: "line", timezone: "Europe/Berlin", duty: .calendar(CalendarSource(.url("https://example.org/a.ics"))),
            hours: hours, until: until.map(wall))
        return try Timetable(
            Schedule(name: "s", timezone: "Europe/Berlin", layers: [layer]), changes: changes,
            calendars: ["line": CalendarShifts(entries)],
            zones: ZoneDatabase(zones: ["Europe/Berlin": try Zone.berlin()]))
    }

    private func entry(_ people: [String], _ from: String, _ until: String) -> CalendarShifts.Entry {
        CalendarShifts.Entry(people, from: utc(from), until: utc(until))
    }

    private func texts(_ shifts: [Shift]) -> [String] {
        shifts.map { "\($0.person ?? "nobody") \($0.from.inUTC) \($0.until.inUTC) \($0.source)" }
    }

    @Test func whatOverlapsIsFoundWholeHoweverLongItHasRun() throws {
        let table = try timetable([
            entry(["b"], "2026-01-05T08:00", "2026-01-06T08:00"),
            entry(["a", "c"], "2026-01-01T00:00", "2026-02-01T00:00"),
            entry(["d"], "2026-02-01T00:00", "2026-02-02T00:00"),
        ])
        #expect(
            texts(table.onCall(at: utc("2026-01-05T12:00"))) == [
                "a 2026-01-01T00:00 2026-02-01T00:00 calendar", "c 2026-01-01T00:00 2026-02-01T00:00 calendar",
                "b 2026-01-05T08:00 2026-01-06T08:00 calendar",
            ])
        #expect(table.onCall(at: utc("2026-01-31T23:59")).map(\.person) == ["a", "c"])
        #expect(table.onCall(at: utc("2026-02-01T00:00")).map(\.person) == ["d"])
        #expect(table.next(after: utc("2026-01-20T00:00")).map(\.person) == ["d"])
        #expect(
            table.gaps(in: utc("2026-01-31T00:00")..<utc("2026-02-03T00:00"))
                == [utc("2026-02-02T00:00")..<utc("2026-02-03T00:00")])
    }

    @Test func aShiftOfNobodyKnownIsAnEmptyShift() throws {
        let table = try timetable([entry([], "2026-01-05T08:00", "2026-01-06T08:00")])
        let span = utc("2026-01-05T08:00")..<utc("2026-01-06T08:00")
        #expect(
            texts(table.shifts(in: span)).contains("nobody 2026-01-05T08:00 2026-01-06T08:00 calendar"))
        #expect(table.coverage(in: span) == 0)
    }

    @Test func hoursAndAnEndRestrictItAndAnOverrideTakesIt() throws {
        let day = [entry(["a"], "2026-01-05T00:00", "2026-01-09T00:00")]
        let office = try timetable(day, hours: [DutyHours(from: 9 * 3600, until: 17 * 3600)], until: "2026-01-06T12:00")
        #expect(
            texts(office.shifts(in: utc("2026-01-05T00:00")..<utc("2026-01-09T00:00")).filter { $0.person != nil }) == [
                "a 2026-01-05T08:00 2026-01-05T16:00 calendar", "a 2026-01-06T08:00 2026-01-06T11:00 calendar",
            ])
        let change = ScheduleChange(
            .override(layer: "line", person: "z"), from: utc("2026-01-06T00:00"), until: utc("2026-01-07T00:00"))
        let taken = try timetable(day, changes: [change])
        #expect(
            taken.shifts(in: utc("2026-01-05T00:00")..<utc("2026-01-09T00:00")).map {
                "\($0.person ?? "") \($0.source)"
            }
                == ["a calendar", "z override", "a calendar"])
    }

    @Test func fairnessIsAmongThoseWhoHaveAShiftInTheSpan() throws {
        let table = try timetable([
            entry(["gone"], "2025-01-06T08:00", "2025-01-06T12:00"),
            entry(["a"], "2026-01-05T08:00", "2026-01-05T12:00"),
            entry(["b"], "2026-01-06T08:00", "2026-01-06T10:00"),
        ])
        #expect(table.fairness(in: utc("2026-01-01T00:00")..<utc("2026-02-01T00:00")) == 50)
    }
}
