import FoundationEssentials
import Incident

@testable import Cost

/// Incidents that make no sense to people, and are possible.
enum RandomHistory {
    static func rules(_ model: CostModel) -> CostRules {
        var rules = CostRules(
            model, in: .eur,
            rates: [
                HourlyRate(.everybody, perHour: Money(3333, .eur)),
                HourlyRate(.team("a"), perHour: Money(7777, .usd), until: .hour(30)),
                HourlyRate(.team("a"), perHour: Money(99_999, .usd), from: .hour(30)),
                HourlyRate(.person("p2@example.org"), perHour: Money(12_345, .jpy), from: .hour(10), until: .hour(50)),
            ],
            exchange: [
                ExchangeRate(.usd, worth: Factor("0.92") ?? .one, from: .hour(-100)),
                ExchangeRate(.usd, worth: Factor("0.913") ?? .one, from: .hour(20)),
                ExchangeRate(.jpy, worth: Factor("0.00612") ?? .one, from: .hour(-100)),
            ],
            types: [CostType(name: "fee"), CostType(name: "revenue", accrues: true)])
        rules.weights = [.observer: .zero, .scribe: Factor("0.5") ?? .one]
        return rules
    }

    static func make(_ dice: inout Dice, hours: Int) -> CostHistory {
        func moment(_ dice: inout Dice) -> Date {
            opening.addingTimeInterval(Double(Int.random(in: 0..<(hours * 3600), using: &dice)))
        }
        var roles: [RoleInterval] = []
        for person in 0..<6 {
            for role in ParticipantRole.allCases where Bool.random(using: &dice) {
                let bounds = [moment(&dice), moment(&dice)].sorted()
                roles.append(
                    RoleInterval(
                        id: "\(person)/\(role.rawValue)", person: "p\(person)@example.org",
                        team: person < 3 ? "a" : nil,
                        role: role, from: bounds[0], until: Bool.random(using: &dice) ? bounds[1] : nil))
            }
        }
        var statuses: [StatusChange] = []
        for time in (0..<Int.random(in: 0...5, using: &dice)).map({ _ in moment(&dice) }).sorted() {
            statuses.append(StatusChange(IncidentStatus.allCases.randomElement(using: &dice) ?? .active, at: time))
        }
        let activities = (0..<200).map { _ in
            Activity(person: "p\(Int.random(in: 0..<6, using: &dice))@example.org", at: moment(&dice))
        }
        let entries = (0..<3).map { index in
            CostEntry(
                id: "\(index)", type: ["fee", "revenue", "gone"][index],
                amount: Money(Int64.random(in: 1...100_000, using: &dice), index == 0 ? .usd : .eur), reason: "r",
                enteredAt: moment(&dice))
        }
        var history = CostHistory(roles, statuses: statuses, activities: activities, entries: entries)
        history.detectedAt = .hour(-3)
        return history
    }
}
