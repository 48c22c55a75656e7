import Escalation
import Incident

extension ConfigurationSection {
    static let policies = list(
        "policies", of: "escalation policy", max: 1000, at: \.policies, name: \.name, read: EscalationPolicy.init
    ) { policy, all, place in
        guard policy.steps.count <= 20 else {
            throw place.at("steps").problem(expected: "at most 20 steps", found: "\(policy.steps.count)")
        }
        for (index, step) in policy.steps.enumerated() {
            if let condition = step.condition, all.hours(named: condition.hours) == nil {
                let word = if case .during = condition { "during" } else { "outside" }
                throw place.at("steps", "\(index)", word).problem(
                    expected: "one of `hours`", found: "`\(condition.hours)`")
            }
            for (number, target) in step.targets.enumerated() {
                guard let missing = all.missing(target) else { continue }
                throw place.at("steps", "\(index)", "targets", "\(number)").problem(
                    expected: missing.expected, found: "`\(missing.name)`")
            }
        }
        guard policy.coversEveryHour else {
            throw place.at("steps").problem(
                expected: "a step at any time: one without hours, or one during and one outside the same hours",
                found: policy.steps.compactMap(\.condition).map(\.title).joined(separator: ", "))
        }
        for (index, person) in policy.lastResort.enumerated() where all.person(person) == nil {
            throw place.at("last_resort", "\(index)").problem(
                expected: "somebody listed under `people`", found: "`\(person)`")
        }
    }
}

extension EscalationPolicy {
    /// Whether it has a step that is taken, whatever the hour.
    fileprivate var coversEveryHour: Bool {
        steps.contains { $0.condition == nil }
            || steps.contains { step in
                guard case .during(let name) = step.condition else { return false }
                return steps.contains { $0.condition == .outside(name) }
            }
    }
}

extension OrganisationConfiguration {
    /// What a target refers to that there is not.
    func missing(_ target: EscalationTarget) -> (expected: String, name: String)? {
        switch target {
        case .person(let address) where person(address) == nil: ("somebody listed under `people`", address)
        case .schedule(let name) where schedule(named: name) == nil: ("a schedule, a rota or a mail address", name)
        case .team(let name) where !people.contains { $0.team == name }: ("the team of somebody under `people`", name)
        case .service(let name) where service(named: name) == nil: ("one of `services`", name)
        default: nil
        }
    }
}
