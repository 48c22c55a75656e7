import FoundationEssentials
import Incident
import Testing

@testable import Cost

@Suite struct ActivityModelTests {
    private func activities(_ person: String, _ seconds: Double...) -> [Activity] {
        seconds.map { Activity(person: "\(person)@example.org", at: opening.addingTimeInterval($0)) }
    }

    private func seconds(_ history: CostHistory, _ rules: CostRules = .plain(.activity)) -> [Int64?] {
        IncidentCost(of: history, by: rules, at: .hour(100)).lines.map(\.seconds)
    }

    /// Each counts five minutes, and once where they overlap.
    @Test func overlapsCountOnce() {
        let roles = [RoleInterval("p1", .participant, 0), RoleInterval("p2", .participant, 0)]
        #expect(seconds(CostHistory(roles, activities: activities("p1", 0))) == [300])
        #expect(seconds(CostHistory(roles, activities: activities("p1", 0, 100))) == [400])
        #expect(seconds(CostHistory(roles, activities: activities("p1", 0, 300))) == [600])
        #expect(seconds(CostHistory(roles, activities: activities("p1", 0, 0, 0))) == [300])
        #expect(seconds(CostHistory(roles, activities: activities("p1", 0) + activities("p2", 100))) == [300, 300])
        let cost = IncidentCost(
            of: CostHistory(roles, activities: activities("P1", 0, 100, 1000)), by: .plain(.activity), at: .hour(1))
        #expect(cost.lines.map(\.purpose) == [.activities(3)])
        #expect(cost.lines.map(\.activity) == ["activity"])
        // 700 s of 25 dollars an hour are 4.8611…
        #expect(cost.total == Money(486, .usd))
    }

    /// Where activities in two roles overlap the greater weight counts.
    @Test func rolesWeighDifferently() {
        var rules = CostRules.plain(.activity)
        rules.weights = [.scribe: Factor("0.5") ?? .one, .observer: .zero]
        let roles = [
            RoleInterval("p1", .scribe, 0, 1), RoleInterval("p1", .incidentCommander, 1, 2),
            RoleInterval("p1", .scribe, 2), RoleInterval("p2", .observer, 0),
        ]
        let history = CostHistory(
            roles, activities: activities("p1", 3500, 3600, 7100, 7250) + activities("p2", 0))
        let cost = IncidentCost(of: history, by: rules, at: .hour(100))
        let byRole = Dictionary(cost.lines.map { ($0.role, $0.seconds) }) { first, _ in first }
        // 3500 to 3600 as scribe, 3600 to 3900 and 7100 to 7400 as commander, 7400 to 7550 as scribe again.
        #expect(byRole == [.scribe: 250, .incidentCommander: 600])
        #expect(cost.problems.isEmpty)
    }

    @Test func whoHasNoRoleIsReportedAndNotCounted() {
        let history = CostHistory(
            [RoleInterval("p1", .participant, 1, 2)],
            activities: activities("p1", 0, 4000, 9000) + activities("p2", 0, 1))
        let cost = IncidentCost(of: history, by: .plain(.activity), at: .hour(100))
        #expect(cost.lines.map(\.seconds) == [300])
        #expect(
            cost.problems == [
                CostProblem(
                    row: "p1@example.org",
                    detail: "2 of their activities, at times when they had no role, are not counted"),
                CostProblem(row: "p2@example.org", detail: "2 activities of somebody with no role are not counted"),
            ])
    }

    @Test func theReviewIsNotInIt() {
        let history = CostHistory([RoleInterval("p1", .participant, 0)], stable: 1, activities: activities("p1", 0))
        #expect(seconds(history, .plain(.activity, review: true)) == [300])
    }
}
