import FoundationEssentials
import Testing

@testable import OnCall

@Suite struct TimetableTests {
    private let zones: ZoneDatabase

    init() throws {
        zones = ZoneDatabase(zones: [
            "Europe/Berlin": try Zone.berlin(),
            "Pacific/Kiritimati": try Zone(tzif: TZif(initial: 50_400, footer: "<+14>-14").bytes),
            "Pacific/Pago_Pago": try Zone(tzif: TZif(initial: -39_600, footer: "SST11").bytes),
        ])
    }

    private func layer(
        _ name: String = "first", in zone: String = "Europe/Berlin", at anchor: String = "2026-01-05T09:00",
        turns rotation: Rotation = .weeks(1), _ members: [[String]] = [["a"], ["b"]], hours: [DutyHours] = [],
        shadow: Bool = false
    ) -> ScheduleLayer {
        ScheduleLayer(
            name: name, timezone: zone, anchor: wall(anchor), rotation: rotation, members: members, hours: hours,
            shadow: shadow)
    }

    private func timetable(
        _ layers: ScheduleLayer..., changes: [ScheduleChange] = []
    ) throws -> Timetable {
        try Timetable(
            Schedule(name: "s", timezone: "Europe/Berlin", layers: layers), changes: changes, zones: zones)
    }

    private func people(_ timetable: Timetable, _ moment: String) -> [String?] {
        timetable.onCall(at: utc(moment)).map(\.person)
    }

    @Test func aWeeklyTurnChangesAtTheSameTimeOnTheWallAfterClocksChanged() throws {
        // Anchored in summer; on 28 November it is 09:45 in Berlin at 08:45Z, and 07:45Z would be an hour early.
        let rota = try timetable(layer(at: "2026-07-04T09:45", turns: .hours(168)))
        #expect(people(rota, "2026-11-28T08:44") == ["a"])
        #expect(people(rota, "2026-11-28T08:45") == ["b"])
    }

    @Test func aNightOfTwelveHoursLastsElevenOrThirteen() throws {
        let nights = try timetable(layer(at: "2026-01-05T09:00", turns: .hours(12)))
        let spring = try #require(nights.onCall(at: utc("2026-03-29T00:30")).first)
        #expect(spring.until.timeIntervalSince(spring.from) == 11 * 3600)
        let autumn = try #require(nights.onCall(at: utc("2026-10-25T00:30")).first)
        #expect(autumn.until.timeIntervalSince(autumn.from) == 13 * 3600)
    }

    @Test func aHandoverAtATimeThatIsMissingOrDoubledHappensOnce() throws {
        let daily = try timetable(layer(at: "2026-01-05T02:30", turns: .days(1)))
        let spring = daily.shifts(in: utc("2026-03-28T12:00")..<utc("2026-03-31T00:00")).map(\.from.inUTC)
        #expect(spring == ["2026-03-28T01:30", "2026-03-29T01:30", "2026-03-30T00:30"])
        let autumn = daily.shifts(in: utc("2026-10-24T12:00")..<utc("2026-10-27T00:00")).map(\.from.inUTC)
        #expect(autumn == ["2026-10-24T00:30", "2026-10-25T00:30", "2026-10-26T01:30"])
    }

    @Test func turnsRunBeforeTheAnchorToo() throws {
        let weekly = try timetable(layer())
        #expect(people(weekly, "2026-01-05T07:59") == ["b"])
        #expect(people(weekly, "2025-12-25T12:00") == ["a"])
    }

    @Test func turnsOfDifferentLengthsFollowEachOther() throws {
        let halves = try timetable(layer(turns: .days(5, 2), [["a"], ["b"], ["c"]]))
        #expect(people(halves, "2026-01-09T12:00") == ["a"])
        #expect(people(halves, "2026-01-10T12:00") == ["b"])
        #expect(people(halves, "2026-01-12T12:00") == ["c"])
        #expect(people(halves, "2026-01-17T12:00") == ["a"])
    }

    @Test func leapDaysAreDays() throws {
        let daily = try timetable(layer(at: "2028-02-28T00:00", turns: .days(1), [["a"], ["b"], ["c"]]))
        #expect(people(daily, "2028-02-29T12:00") == ["b"])
        #expect(people(daily, "2028-03-01T12:00") == ["c"])
    }

    @Test func layersOnBothSidesOfTheDateLineHandOverByTheirOwnClocks() throws {
        let around = try timetable(
            layer("east", in: "Pacific/Kiritimati", at: "2026-01-05T08:00", turns: .days(1)),
            layer("west", in: "Pacific/Pago_Pago", at: "2026-01-05T08:00", turns: .days(1)))
        let on = around.onCall(at: utc("2026-01-05T12:00"))
        #expect(on.map(\.from.inUTC) == ["2026-01-04T18:00", "2026-01-04T19:00"])
        #expect(on.map(\.person) == ["a", "b"])
    }

    @Test func hoursRestrictALayerAndLeaveGaps() throws {
        let weekdays: Set<Weekday> = [.monday, .tuesday, .wednesday, .thursday, .friday]
        let office = try timetable(
            layer(hours: [DutyHours(days: weekdays, from: 9 * 3600, until: 17 * 3600)]))
        let week = utc("2026-01-11T23:00")..<utc("2026-01-18T23:00")
        #expect(office.gaps(in: week).count == 6)
        #expect(office.coverage(in: week) == 40.0 / 168 * 100)
        #expect(office.shifts(in: week).filter { $0.person == nil }.count == 6)
        // A night that begins on Friday ends on Saturday, and on no other day.
        let nights = try timetable(layer(hours: [DutyHours(days: [.friday], from: 22 * 3600, until: 6 * 3600)]))
        #expect(
            nights.shifts(in: week).filter { $0.person != nil }.map { "\($0.from.inUTC) \($0.until.inUTC)" }
                == ["2026-01-16T21:00 2026-01-17T05:00"])
    }

    @Test func hoursThatMeetAreOneShiftOfATurn() throws {
        let always = try timetable(
            layer(hours: [DutyHours(from: 0, until: 43_200), DutyHours(from: 43_200, until: 86_400)]))
        let shifts = always.shifts(in: utc("2026-03-25T00:00")..<utc("2026-04-01T00:00"))
        #expect(shifts.map(\.from.inUTC) == ["2026-03-23T08:00", "2026-03-30T07:00"])
    }

    @Test func severalAreOnCallAtOnceAndShadowsCoverNobody() throws {
        let pair = try timetable(
            layer(turns: .weeks(1), [["a", "b"], []]), layer("trainee", turns: .weeks(1), [["t"]], shadow: true))
        #expect(people(pair, "2026-01-06T12:00") == ["a", "b", "t"])
        #expect(pair.lead(at: utc("2026-01-06T12:00")) == "a")
        #expect(people(pair, "2026-01-13T12:00") == ["t"])
        #expect(pair.lead(at: utc("2026-01-13T12:00")) == nil)
        #expect(pair.coverage(in: utc("2026-01-05T08:00")..<utc("2026-01-19T08:00")) == 50)
    }

    @Test func anOverrideTakesOneLayerAndSaysSo() throws {
        let span = (utc("2026-01-06T00:00"), utc("2026-01-07T00:00"))
        let table = try timetable(
            layer(), layer("second", turns: .weeks(1), [["c"]]),
            changes: [ScheduleChange(.override(layer: "first", person: "z"), from: span.0, until: span.1)])
        #expect(people(table, "2026-01-06T12:00") == ["z", "c"])
        #expect(table.onCall(at: utc("2026-01-06T12:00")).map(\.source) == [.override, .rotation])
        let firsts = table.shifts(in: utc("2026-01-05T08:00")..<utc("2026-01-12T08:00")).filter { $0.layer == "first" }
        #expect(firsts.map(\.person) == ["a", "z", "a"])
        #expect(firsts.last?.from == span.1)
    }

    @Test func aSwapExchangesBothInEveryLayerAtOnce() throws {
        let table = try timetable(
            layer(), layer("second", turns: .weeks(1), [["b"], ["a"]]),
            changes: [ScheduleChange(.swap("A", "b"), from: utc("2026-01-06T00:00"), until: utc("2026-01-07T00:00"))])
        #expect(people(table, "2026-01-05T12:00") == ["a", "b"])
        #expect(people(table, "2026-01-06T12:00") == ["b", "A"])
        #expect(table.onCall(at: utc("2026-01-06T12:00")).map(\.source) == [.swap, .swap])
    }

    @Test func addedCoverReplacesNobodyAndClosesAGap() throws {
        let added = ScheduleChange(
            .added("z", shadow: false), from: utc("2026-01-13T00:00"), until: utc("2026-01-14T00:00"))
        let table = try timetable(layer(turns: .weeks(1), [["a"], []]), changes: [added])
        let span = utc("2026-01-13T00:00")..<utc("2026-01-14T12:00")
        #expect(table.gaps(in: span) == [utc("2026-01-14T00:00")..<utc("2026-01-14T12:00")])
        #expect(table.onCall(at: utc("2026-01-13T12:00")).map(\.source) == [.added])
    }

    @Test func nobodyOnCallIsAGapEvenWithoutAnyShift() throws {
        var ended = layer()
        ended.until = wall("2026-02-01T00:00")
        let span = utc("2026-03-01T00:00")..<utc("2026-03-02T00:00")
        let table = try timetable(ended)
        #expect(table.gaps(in: span) == [span])
        #expect(table.coverage(in: span) == 0)
        #expect(table.shifts(in: span).map(\.person) == [nil])
    }

    @Test func nextAreThoseWhoseShiftsBeginTogether() throws {
        let table = try timetable(layer(), layer("second", turns: .weeks(1), [["c"], ["d"]]))
        let next = table.next(after: utc("2026-01-06T12:00"))
        #expect(next.map(\.person) == ["b", "d"])
        #expect(next.first?.from.inUTC == "2026-01-12T08:00")
    }

    @Test func loadCountsHoursNightsAndWeekends() throws {
        let table = try timetable(layer(at: "2026-01-05T00:00"))
        let load = table.load(in: utc("2026-01-04T23:00")..<utc("2026-01-18T23:00"))
        #expect(load.map(\.person) == ["a", "b"])
        #expect(load[0].onCall == .seconds(168 * 3600))
        // The night into Monday belongs to both; its evening is Sunday's.
        #expect(load[0].nights == 8)
        #expect(load[0].weekends == 1)
        // 56 hours of nights twice, 32 of the weekend's days one and a half times, 80 once.
        let hours = 56 * 2 + 48 + 80
        #expect(load[0].weighted == .seconds(hours * 3600))
        #expect(table.fairness(in: utc("2026-01-04T23:00")..<utc("2026-04-05T22:00")) > 80)
        #expect(table.fairness(in: utc("2026-01-05T00:00")..<utc("2026-01-06T00:00")) == 0)
    }

    @Test func whoHasTwoLayersIsOnCallOnce() throws {
        let table = try timetable(layer(turns: .weeks(1), [["a"]]), layer("second", turns: .weeks(1), [["a"]]))
        #expect(table.load(in: utc("2026-01-05T08:00")..<utc("2026-01-12T08:00")).first?.onCall == .seconds(168 * 3600))
    }

    @Test func aZoneThatTheDataDoesNotHaveIsNamed() {
        let error = #expect(throws: UnknownZone.self) { try timetable(layer(in: "Europe/Berlim")) }
        #expect(error?.name == "Europe/Berlim")
    }
}
