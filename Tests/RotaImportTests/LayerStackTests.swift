import OnCall
import Testing

@testable import RotaImport

@Suite struct LayerStackTests {
    private func layer(_ name: String, _ spans: [(Int, Int)] = [], from: String? = nil, until: String? = nil)
        -> ImportedLayer
    {
        var week = WeekMask.full
        if !spans.isEmpty {
            week = .empty
            for (start, length) in spans { week.insert(start, length: length) }
        }
        let anchor = WallTime("2026-01-05T09:00") ?? WallTime(seconds: 0)
        return ImportedLayer(
            name: name, anchor: anchor, turn: 24, members: [[name]], week: week, from: from.flatMap { WallTime($0) },
            until: until.flatMap { WallTime($0) })
    }

    private func people(_ layers: [ImportedLayer], at time: String) throws -> [String] {
        let schedule = Schedule(name: "s", timezone: "UTC", layers: layers.map { $0.layer(in: "UTC") })
        return try Timetable(schedule, zones: ZoneDatabase()).onCall(at: utc(time)).compactMap(\.person)
    }

    @Test func whatIsBehindKeepsWhatIsLeft() throws {
        // Friday 17:00 to Monday 09:00, over the end of the week.
        let stack = LayerStack(layers: [layer("top", [(4 * 1440 + 1020, 3840)]), layer("base")])
        let pieces = stack.sideBySide(from: try #require(WallTime("2026-01-05T00:00")))
        #expect(pieces.map(\.name) == ["top", "base"])
        for (time, person) in [
            ("2026-01-05T08:59", "top"), ("2026-01-05T09:00", "base"), ("2026-01-09T16:59", "base"),
            ("2026-01-09T17:00", "top"), ("2026-01-11T12:00", "top"),
        ] {
            #expect(try people(pieces, at: time) == [person], "\(time)")
        }
    }

    @Test func whatBeginsOrEndsLaterCutsWhatIsBehindIt() throws {
        let stack = LayerStack(layers: [
            layer("top", from: "2026-02-01T00:00", until: "2026-03-01T00:00"), layer("base", until: "2026-04-01T00:00"),
            layer("past", until: "2025-12-01T00:00"),
        ])
        let pieces = stack.sideBySide(from: try #require(WallTime("2026-01-05T00:00")))
        #expect(pieces.map(\.name) == ["top", "base, part 1", "base, part 2"])
        for (time, person) in [
            ("2026-01-31T23:59", ["base"]), ("2026-02-01T00:00", ["top"]), ("2026-03-01T00:00", ["base"]),
            ("2026-04-01T00:00", []),
        ] {
            #expect(try people(pieces, at: time) == person, "\(time)")
        }
    }

    @Test func whatIsCoveredAllTheTimeIsNotThere() throws {
        let pieces = LayerStack(layers: [layer("top"), layer("base")])
            .sideBySide(from: try #require(WallTime("2026-01-05T00:00")))
        #expect(pieces.map(\.name) == ["top"])
        #expect(pieces.first?.week.isFull == true)
    }
}
