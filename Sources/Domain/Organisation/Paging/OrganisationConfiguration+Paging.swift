public import Escalation
public import FoundationEssentials
public import Incident
import OnCall

extension OrganisationConfiguration {
    /// The policy with this name.
    public func policy(named name: String) -> EscalationPolicy? { policies.first { $0.name == name } }

    /// How somebody is reached, in the order to try it; at least one way.
    public func contacts(of person: String, urgency: Urgency) -> [ContactRule] {
        let rules = contacts.first { $0.person.lowercased() == person.lowercased() }
        return (rules ?? ContactRules(person: person))[urgency]
    }

    /// What an incident asks for: the first rule of its type that is for its severity and priority. A word that the configuration
    /// does not have any more counts as the worst: better one page too many than one too few. A drill asks for nobody when
    /// there are no drill contacts.
    public func paging(
        type: String, severity: String, priority: String, drill: Bool = false
    ) -> (PagingRule, EscalationPolicy)? {
        if drill && drillContacts.isEmpty { return nil }
        func reaches(_ word: String, _ limit: String?, _ order: [Level]) -> Bool {
            guard let limit, let rank = order.firstIndex(where: { $0.name == word }),
                let least = order.firstIndex(where: { $0.name == limit })
            else { return true }
            return rank <= least
        }
        for rule in self.type(named: type)?.paging ?? []
        where reaches(severity, rule.severity, severities) && reaches(priority, rule.priority, priorities) {
            if let policy = policy(named: rule.policy) { return (rule, policy) }
        }
        return nil
    }

    /// Whom a target means at a time. Of a schedule these are all who are on call, without those who only look on, and nobody in
    /// a gap: those who are not on duty are asked by a step that says so.
    /// - Parameter holders: who has the roles of the incident.
    public func people(
        for target: EscalationTarget, at time: Date, holders: [ParticipantRole: [String]]
    ) -> [Person] {
        switch target {
        case .person(let address): person(address).map { [$0] } ?? []
        case .team(let name): people.filter { $0.team == name }
        case .role(let role): holders[role, default: []].compactMap(person)
        case .schedule(let name):
            schedule(named: name).map { schedule in
                timetable(of: schedule).onCall(at: time).filter { !$0.shadow }.compactMap(\.person).compactMap(person)
            } ?? []
        }
    }
}
