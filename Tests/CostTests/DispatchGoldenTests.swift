import FoundationEssentials
import Incident
import Testing

@testable import Cost

/// What Netflix Dispatch's own functions answered. Its amounts are floats that are cut to two decimals by its database's
/// driver; these are all whole cents.
@Suite struct DispatchGoldenTests {
    @Test(arguments: [(50_000, 25), (100_000, 49), (208_000, 100), (208_001, 101)] as [(Int64, Int64)])
    func aYearMakesAnHour(_ yearly: Int64, _ hourly: Int64) {
        #expect(HourlyRate.perHour(ofYear: Money(yearly * 100, .usd), hours: 2080) == Money(hourly * 100, .usd))
    }

    @Test(
        arguments: [
            (1, 1), (8, 8), (23.5, 23.5), (24, 24), (24.5, 8.5), (30, 14), (47, 31), (48, 16), (50, 18), (72, 24),
            (100, 36),
        ])
    func aCommanderCounts(_ hours: Double, _ counted: Double) {
        let cost = IncidentCost(
            of: CostHistory([RoleInterval("p1", .incidentCommander, 0)], stable: hours), by: .plain(.dispatch),
            at: .hour(200))
        #expect(cost.hours == counted)
    }

    @Test(
        arguments: [
            (.incidentCommander, 4), (.scribe, 3), (.liaison, 3), (.participant, 2), (.reporter, 2), (.observer, 0),
        ] as [(ParticipantRole, Double)], [CostModel.classic, .dispatch])
    func fourHoursCountByRole(_ role: (ParticipantRole, Double), _ model: CostModel) {
        let cost = IncidentCost(
            of: CostHistory([RoleInterval("p1", role.0, 0)], stable: 4), by: .plain(model), at: .hour(9))
        #expect(cost.hours == role.1)
    }

    @Test(arguments: [CostModel.classic, .dispatch]) func onlyTimeInTheIncidentCounts(_ model: CostModel) {
        let late = IncidentCost(
            of: CostHistory([RoleInterval("p1", .incidentCommander, 5)], stable: 4), by: .plain(model), at: .hour(9))
        #expect(late.hours == 0)
        let left = IncidentCost(
            of: CostHistory([RoleInterval("p1", .incidentCommander, 0, 3)], stable: 4), by: .plain(model),
            at: .hour(9))
        #expect(left.hours == 3)
    }

    private static let scenario = [
        RoleInterval("p1", .incidentCommander, 0), RoleInterval("p1", .reporter, 0), RoleInterval("p2", .scribe, 1),
        RoleInterval("p3", .participant, 2, 5), RoleInterval("p4", .observer, 0),
    ]

    @Test(arguments: [CostModel.classic, .dispatch]) func scenarioA(_ model: CostModel) {
        let history = CostHistory(Self.scenario, stable: 6)
        #expect(IncidentCost(of: history, by: .plain(model), at: .hour(6)).total == Money(35_625, .usd))
        let reviewed = IncidentCost(of: history, by: .plain(model, review: true), at: .hour(6))
        #expect(reviewed.total == Money(43_125, .usd))
    }

    /// Dispatch's own scheduler computes 1706.25 of it in 30 hourly steps, because each step sees one hour only.
    @Test func scenarioB() {
        let history = CostHistory(Self.scenario, stable: 30)
        var last: IncidentCost?
        for hour in 1...30 { last = IncidentCost(of: history, by: .plain(.dispatch), at: .hour(Double(hour))) }
        #expect(last?.total == Money(80_625, .usd))
        let reviewed = IncidentCost(of: history, by: .plain(.dispatch, review: true), at: .hour(30))
        #expect(reviewed.total == Money(88_125, .usd))
    }
}
