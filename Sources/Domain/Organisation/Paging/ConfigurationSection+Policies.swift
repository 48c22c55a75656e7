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
            for (number, target) in step.targets.enumerated() {
                guard let missing = all.missing(target) else { continue }
                throw place.at("steps", "\(index)", "targets", "\(number)").problem(
                    expected: missing.expected, found: "`\(missing.name)`")
            }
        }
        for (index, person) in policy.lastResort.enumerated() where all.person(person) == nil {
            throw place.at("last_resort", "\(index)").problem(
                expected: "somebody listed under `people`", found: "`\(person)`")
        }
    }
}

extension OrganisationConfiguration {
    /// What a target refers to that there is not.
    fileprivate func missing(_ target: EscalationTarget) -> (expected: String, name: String)? {
        switch target {
        case .person(let address) where person(address) == nil: ("somebody listed under `people`", address)
        case .schedule(let name) where schedule(named: name) == nil: ("a schedule, a rota or a mail address", name)
        case .team(let name) where !people.contains { $0.team == name }: ("the team of somebody under `people`", name)
        default: nil
        }
    }
}
