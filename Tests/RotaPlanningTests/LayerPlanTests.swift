import FoundationEssentials
import OnCall
import Testing

@testable import RotaPlanning

@Suite struct LayerPlanTests {
    private static func wall(_ text: String) -> WallTime { WallTime(text) ?? WallTime(seconds: 0) }

    private func schedule(_ rotation: Rotation = .weeks(1), hours: [DutyHours] = []) -> Schedule {
        Schedule(
            name: "s", timezone: "UTC",
            layers: [
                ScheduleLayer(
                    name: "first", timezone: "UTC", anchor: Self.wall("2026-01-05T09:00"), rotation: rotation,
                    members: [["a@example.org"], ["b@example.org"]], hours: hours),
                ScheduleLayer(
                    name: "second", timezone: "UTC", anchor: Self.wall("2026-01-05T09:00"), rotation: .weeks(1),
                    members: [["c@example.org"]]),
            ])
    }

    private func plan(
        _ schedule: Schedule, after moment: Double, weeks: Int = 13, layer: String? = nil
    ) throws -> LayerPlan {
        let others = try Timetable(
            Schedule(name: "s", timezone: "UTC", layers: [schedule.layers[1]]), zones: ZoneDatabase())
        return try LayerPlan(
            of: schedule, layer: layer, after: Date(timeIntervalSince1970: moment), weeks: weeks, beside: others,
            zones: ZoneDatabase())
    }

    /// 2026-01-07T00:00Z.
    private static let wednesday = 1_767_744_000.0

    @Test func turnsBeginAtTheNextHandoverAndWeighAsLoadsDo() throws {
        let plan = try plan(schedule(), after: Self.wednesday)
        #expect(plan.start == Self.wall("2026-01-12T09:00") && plan.turns.count == 13)
        // Seven nights of eight hours count twice, 2 × 16 hours of a weekend one and a half times.
        #expect(plan.turns.allSatisfy { $0.weight == .seconds(3600 * (56 * 2 + 80 + 48)) })
        #expect(plan.turns.allSatisfy { $0.busy == ["c@example.org"] && $0.weekdays.count == 7 })
        #expect(plan.span.upperBound.timeIntervalSince(plan.span.lowerBound) == 13 * 604_800)
        let exact = try self.plan(schedule(), after: 1_768_208_400)
        #expect(exact.start == Self.wall("2026-01-12T09:00"), "a handover now is the first turn's")
        let before = try self.plan(schedule(), after: 1_767_000_000, weeks: 1)
        #expect(before.start == Self.wall("2026-01-05T09:00"), "before the anchor as well")
    }

    @Test func rotationsOfSeveralLengthsEndAsAWhole() throws {
        let plan = try plan(schedule(.days(5, 2)), after: Self.wednesday, weeks: 2)
        #expect(plan.turns.count == 4 && plan.start == Self.wall("2026-01-12T09:00"))
        #expect(plan.turns[0].weekdays.contains(.monday) && !plan.turns[0].weekdays.contains(.sunday))
        #expect(plan.turns[1].weekdays == [.saturday, .sunday, .monday])
    }

    @Test func layersMeetAtTheFirstTurn() throws {
        let plan = try plan(schedule(), after: Self.wednesday, weeks: 2)
        let layers = plan.layers(with: ["b@example.org", "a@example.org"])
        #expect(layers.map(\.name) == ["first", "first from 2026-01-12"])
        #expect(layers[0].until == plan.start && layers[1].from == plan.start)
        var both = schedule()
        both.layers = layers
        let table = try Timetable(both, zones: ZoneDatabase())
        #expect(table.lead(at: Date(timeIntervalSince1970: Self.wednesday)) == "a@example.org")
        #expect(table.lead(at: plan.span.lowerBound) == "b@example.org")
        #expect(table.gaps(in: Date(timeIntervalSince1970: Self.wednesday)..<plan.span.upperBound).isEmpty)
        var again = schedule()
        again.layers[0] = layers[1]
        let next = try self.plan(again, after: Self.wednesday + 40 * 86_400, weeks: 1)
        #expect(next.layers(with: ["a@example.org"])[1].name == "first from 2026-02-16", "names do not grow")
    }

    /// The advice of before was taken: its old layer has ended, and its new one is planned further.
    @Test func theLayerThatGoesOnIsPlanned() throws {
        var both = schedule()
        let first = try plan(both, after: Self.wednesday, weeks: 2)
        both.layers = first.layers(with: ["b@example.org", "a@example.org"]) + [both.layers[1]]
        let others = try Timetable(Schedule(name: "s", timezone: "UTC", layers: []), zones: ZoneDatabase())
        func next(after moment: Double, layer: String? = nil) throws -> LayerPlan {
            try LayerPlan(
                of: both, layer: layer, after: Date(timeIntervalSince1970: moment), weeks: 2, beside: others,
                zones: ZoneDatabase())
        }
        let later = Self.wednesday + 40 * 86_400
        #expect(try next(after: later).layer.name == "first from 2026-01-12")
        #expect(try next(after: Self.wednesday).layer.name == "first")
        let old = try next(after: later, layer: "first").layers(with: ["a@example.org", "b@example.org"])
        #expect(old[1].until == nil, "what was planned is not over before it begins")
    }

    @Test func whatCannotBePlannedSaysSo() throws {
        #expect(throws: LayerPlan.Problem.self) { try plan(schedule(.hours(1)), after: Self.wednesday) }
        #expect(throws: LayerPlan.Problem.self) { try plan(schedule(), after: Self.wednesday, layer: "third") }
    }
}
