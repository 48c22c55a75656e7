import FoundationEssentials
import Testing

@testable import OnCall

/// Random schedules against a model that knows only minutes.
@Suite struct MinuteModelTests {
    /// Clocks of zones around one change.
    private static let clocks: [(initial: Int, change: (at: Int, offset: Int))] = [
        (3600, (1_774_746_000, 7200)), (7200, (1_774_746_000, 3600)),
        // Half an hour, a quarter more than a day's boundary away, and whole days at the date line, both ways.
        (37_800, (1_774_746_000, 39_600)), (-39_600, (1_774_746_000, 46_800)), (46_800, (1_774_746_000, -39_600)),
        (20_700, (1_774_746_000, 19_800)),
    ]

    @Test(arguments: 0..<36)
    func agreesAtEveryMinute(_ seed: Int) throws {
        var numbers = SeededNumbers(state: UInt64(seed))
        let clock = Self.clocks[seed % Self.clocks.count]
        // The model's first days only lead in: turns begin at the anchor, four days before the first minute compared.
        let start = clock.change.at - 6 * 86_400
        let layers = (0..<Int.random(in: 1...3, using: &numbers)).map { index in
            Self.layer("l\(index)", from: start + clock.initial, &numbers)
        }
        let changes = (0..<Int.random(in: 0...4, using: &numbers)).map { _ in
            Self.change(around: clock.change.at, &numbers)
        }
        let model = MinuteModel(
            from: start - 2 * 86_400, minutes: 12 * 1440, initial: clock.initial, zone: [clock.change], layers: layers,
            changes: changes)
        let zone = try Zone(tzif: TZif(initial: clock.initial, changes: [clock.change]).bytes)
        let timetable = try Timetable(
            Schedule(name: "s", timezone: "Z", layers: layers), changes: changes,
            zones: ZoneDatabase(zones: ["Z": zone]))
        let begins = layers.map { model.begins(of: $0) }
        let hours = layers.map { model.hours(of: $0) }
        let span = clock.change.at - 2 * 86_400..<clock.change.at + 2 * 86_400
        let shifts = timetable.shifts(in: Date(wholeSeconds: span.lowerBound)..<Date(wholeSeconds: span.upperBound))
        for instant in stride(from: span.lowerBound, to: span.upperBound, by: 60) {
            let expected = model.onCall(at: instant, begins: begins, hours: hours)
            let moment = Date(wholeSeconds: instant)
            let found = shifts.filter { $0.person != nil && $0.from <= moment && moment < $0.until }
            guard Self.words(found) == expected else {
                Issue.record("seed \(seed), \(moment.inUTC): \(Self.words(found)), the model says \(expected)")
                return
            }
            if instant % 5820 == 0 { #expect(Self.words(timetable.onCall(at: moment)) == expected) }
            let isGap = shifts.contains {
                $0.layer == nil && $0.person == nil && $0.from <= moment && moment < $0.until
            }
            #expect(isGap == expected.isEmpty)
        }
    }

    private static func words(_ shifts: [Shift]) -> [String] {
        shifts.map { "\($0.layer ?? "-") \($0.person ?? "") \($0.source)" }.sorted()
    }

    private static func layer(_ name: String, from wall: Int, _ numbers: inout SeededNumbers) -> ScheduleLayer {
        let lengths = (0..<Int.random(in: 1...3, using: &numbers)).map { _ in
            [1, 3, 8, 12, 24, 48].randomElement(using: &numbers).map { $0 * 3600 } ?? 3600
        }
        let members = (0..<Int.random(in: 1...4, using: &numbers)).map { _ in
            (0..<Int.random(in: 0...2, using: &numbers)).compactMap { _ in
                ["a", "b", "c"].randomElement(using: &numbers)
            }
        }
        let hours = (0..<Int.random(in: 0...2, using: &numbers)).map { _ in
            DutyHours(
                days: Set(Weekday.allCases.filter { _ in Bool.random(using: &numbers) }),
                from: Int.random(in: 0..<48, using: &numbers) * 1800,
                until: Int.random(in: 1...48, using: &numbers) * 1800)
        }
        let anchor = wall / 86_400 * 86_400 + Int.random(in: 0..<48, using: &numbers) * 1800
        return ScheduleLayer(
            name: name, timezone: "Z", anchor: WallTime(seconds: anchor), rotation: Rotation(lengths: lengths),
            members: members, hours: hours)
    }

    private static func change(around instant: Int, _ numbers: inout SeededNumbers) -> ScheduleChange {
        let kinds: [ScheduleChange.Kind] = [
            .override(layer: "l0", person: "z"), .override(layer: "l1", person: nil), .swap("a", "b"), .swap("z", "c"),
            .added("y", shadow: false),
        ]
        let from = instant + Int.random(in: -72...60, using: &numbers) * 1800
        return ScheduleChange(
            kinds.randomElement(using: &numbers) ?? .swap("a", "b"), from: Date(wholeSeconds: from),
            until: Date(wholeSeconds: from + Int.random(in: 1...60, using: &numbers) * 1800))
    }
}
