import Cost
import FoundationEssentials
import Incident

/// Measures what it takes to compute a cost: 72 hours, 200 participants, 50,000 activities. Prints the total and the
/// milliseconds of each run as JSON. `ops/benchmarks/cost.py` computes the same from the same rows.
@main
enum CostBenchmarks {
    private static let opening = Date(timeIntervalSince1970: 1_772_409_600)
    private static let roles: [ParticipantRole] = [.incidentCommander, .scribe, .liaison, .participant]

    /// The argument is how many runs; 5 without one.
    static func main() {
        guard let euro = Currency("EUR"), let half = Factor("0.5") else { return }
        let runs = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 5
        var rules = CostRules(.activity, in: euro, rates: [HourlyRate(.everybody, perHour: Money(6250, euro))])
        rules.weights = [.scribe: half, .liaison: half]
        let history = history
        let end = opening.addingTimeInterval(72 * 3600)
        let clock = ContinuousClock()
        var total = Money(0, euro)
        var milliseconds: [Double] = []
        for _ in 0..<max(1, runs) {
            let time = clock.measure { total = IncidentCost(of: history, by: rules, at: end).total }
            milliseconds.append(time / .milliseconds(1))
        }
        print("{\"total\":\(total.amountMinorUnits),\"runs\":\(milliseconds)}")
    }

    /// Rows as the database gives them: person by person, in order of time.
    private static var history: CostHistory {
        var history = CostHistory(detectedAt: opening, openedAt: opening)
        for person in 0..<200 {
            let email = "person-\(person)@example.org"
            history.roles.append(
                RoleInterval(
                    id: "\(person)", person: email, team: nil, role: roles[person % 4], from: opening, until: nil))
            let times = stride(from: person, to: 50_000, by: 200).map { $0 * 7919 % 259_200 }.sorted()
            history.activities += times.map {
                Activity(person: email, at: opening.addingTimeInterval(Double($0)))
            }
        }
        return history
    }
}
