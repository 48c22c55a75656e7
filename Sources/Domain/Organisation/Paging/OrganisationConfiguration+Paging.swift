import Capabilities
public import Escalation
public import FoundationEssentials
public import Incident
import OnCall

extension OrganisationConfiguration {
    /// The policy with this name.
    public func policy(named name: String) -> EscalationPolicy? { policies.first { $0.name == name } }

    /// How the configuration says that somebody is reached; by a mail at once when it says nothing.
    public func contacts(of person: String) -> ContactRules {
        contacts.first { $0.person.lowercased() == person.lowercased() } ?? ContactRules(person: person)
    }

    /// Whether pages can go by a channel: for some, a provider must be named.
    public func carries(_ channel: ContactRule.Channel) -> Bool {
        !channel.needsPager || capabilities[.paging] != nil
    }

    /// Whether a provider carries text messages, calls and the like.
    public func carriesPages(_ provider: String) -> Bool { capabilities[.paging]?.contains(provider) ?? false }

    /// What an incident asks for: the first rule of its type that is for its severity and priority. A word that the configuration
    /// does not have any more counts as the worst: better one page too many than one too few. A drill asks for nobody when
    /// there are no drill contacts.
    public func paging(
        type: String, severity: String, priority: String, drill: Bool = false
    ) -> (PagingRule, EscalationPolicy)? {
        if drill && drillContacts.isEmpty { return nil }
        for rule in self.type(named: type)?.paging ?? []
        where Self.reaches(severity, rule.severity, severities) && Self.reaches(priority, rule.priority, priorities) {
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
        case .service(let name):
            (service(named: name)?.owners ?? []).flatMap { people(for: $0, at: time, holders: holders) }
        case .schedule(let name):
            schedule(named: name).map { schedule in
                timetable(of: schedule).onCall(at: time).filter { !$0.shadow }.compactMap(\.person).compactMap(person)
            } ?? []
        }
    }

    /// The service with this name.
    public func service(named name: String) -> OwnedService? { services.first { $0.name == name } }

    /// Whether a step is taken when it is due then. Hours that the configuration does not have any more restrict nothing: better one
    /// page too many than one too few.
    public func fits(_ condition: HoursCondition?, at time: Date) -> Bool {
        guard let condition, let hours = hours(named: condition.hours) else { return true }
        let isWithin = hours.contain(time, in: zone(of: hours))
        return if case .during = condition { isWithin } else { !isWithin }
    }

    /// The ways to reach somebody about a page that is due then: as their book has them, but that those of low urgency wait for the end
    /// of their quiet hours.
    public func ways(_ book: ContactBook, _ urgency: Urgency, due: Date) -> [ContactRule] {
        let ways = book[urgency]
        guard urgency == .low, let hours = book.configured.quiet.flatMap(hours(named:)) else { return ways }
        let zone = zone(of: hours)
        guard let begin = hours.end(from: due, in: zone) else { return ways }
        return ways.map { way in
            var way = way
            let wanted = begin.addingTimeInterval(Double(way.after.components.seconds))
            let end = hours.end(from: wanted, in: zone) ?? wanted
            way.after = .seconds(Int(end.timeIntervalSince(due).rounded(.up)))
            return way
        }
    }
}
