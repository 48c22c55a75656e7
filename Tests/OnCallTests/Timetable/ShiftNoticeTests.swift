import FoundationEssentials
import Testing

@testable import OnCall

/// What people are told of their shifts, and when.
@Suite struct ShiftNoticeTests {
    private func table(_ members: [[String]], changes: [ScheduleChange] = [], shadow: Bool = false) throws -> Timetable
    {
        let layer = ScheduleLayer(
            name: "l", timezone: "Europe/Berlin", anchor: wall("2026-01-05T09:00"), rotation: .weeks(1),
            members: members, shadow: shadow)
        return try Timetable(
            Schedule(name: "s", timezone: "Europe/Berlin", layers: [layer]), changes: changes,
            zones: ZoneDatabase(zones: ["Europe/Berlin": try Zone.berlin()]))
    }

    private func told(_ table: Timetable, _ from: String, _ until: String) -> [String] {
        table.notices(after: utc(from), through: utc(until)).map {
            "\($0.lead.rawValue) \($0.shift.person ?? "") \($0.due.inUTC)"
        }
    }

    @Test func eachLeadIsToldOnceInItsHour() throws {
        let table = try table([["a"], ["b"]])
        // The shift of b begins on Monday, 12 January 2026, at 08:00Z.
        // Before the first shift nobody has duty, so that a hears of it, too.
        #expect(
            told(table, "2026-01-05T07:00", "2026-01-05T08:00")
                == ["week b 2026-01-05T08:00", "soon a 2026-01-05T07:45"])
        #expect(told(table, "2026-01-05T08:00", "2026-01-05T09:00") == [])
        #expect(told(table, "2026-01-11T07:30", "2026-01-11T08:30") == ["day b 2026-01-11T08:00"])
        #expect(told(table, "2026-01-12T07:00", "2026-01-12T07:44:59") == [])
        #expect(told(table, "2026-01-12T07:44:59", "2026-01-12T07:45") == ["soon b 2026-01-12T07:45"])
    }

    /// A week before a shift is 168 hours, a day 24, also where clocks change in between.
    @Test func leadsAreExactOverDaylightSaving() throws {
        let table = try table([["a"], ["b"]])
        // Monday, 30 March 2026, 09:00 in Berlin is 07:00Z: an hour earlier than the week before.
        #expect(told(table, "2026-03-23T06:30", "2026-03-23T07:30").contains("week a 2026-03-23T07:00"))
        #expect(told(table, "2026-03-29T06:30", "2026-03-29T07:30") == ["day a 2026-03-29T07:00"])
    }

    @Test func whoGoesOnHearsNothing() throws {
        let table = try table([["a"]])
        #expect(told(table, "2026-01-01T00:00", "2026-02-01T00:00") == [])
        #expect(table.dutyChanges(after: utc("2026-01-01T00:00"), through: utc("2026-02-01T00:00")) == [])
    }

    @Test func nobodyIsToldOfAnEmptyShiftAndLookersOnAre() throws {
        let empty = try table([["a"], []])
        // The week from 12 January is empty; that from 19 January is a's again.
        #expect(told(empty, "2026-01-12T07:00", "2026-01-12T08:00") == ["week a 2026-01-12T08:00"])
        let shadow = try table([["a"], ["b"]], shadow: true)
        #expect(
            told(shadow, "2026-01-12T07:00", "2026-01-12T08:00")
                == ["week a 2026-01-12T08:00", "soon b 2026-01-12T07:45"])
    }

    @Test func dutyChangesWhenOthersAreOnCall() throws {
        let override = ScheduleChange(
            .override(layer: "l", person: "c"), from: utc("2026-01-13T00:00"), until: utc("2026-01-14T00:00"))
        let added = ScheduleChange(
            .added("b", shadow: false), from: utc("2026-01-13T12:00"), until: utc("2026-01-13T13:00"))
        let table = try table([["a"], ["b"], []], changes: [override, added])
        let changes = table.dutyChanges(after: utc("2026-01-12T00:00"), through: utc("2026-01-19T08:00")).map {
            "\($0.at.inUTC) \($0.before) \($0.after)"
        }
        #expect(
            changes == [
                "2026-01-12T08:00 [\"a\"] [\"b\"]", "2026-01-13T00:00 [\"b\"] [\"c\"]",
                "2026-01-13T12:00 [\"c\"] [\"c\", \"b\"]", "2026-01-13T13:00 [\"c\", \"b\"] [\"c\"]",
                "2026-01-14T00:00 [\"c\"] [\"b\"]", "2026-01-19T08:00 [\"b\"] []",
            ])
    }
}
