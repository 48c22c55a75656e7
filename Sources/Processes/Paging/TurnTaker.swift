import Contracts
import Encodings
import Escalation
import FoundationEssentials
import Incident
import IncidentStore
import Organisation
import PageStore
import Postgres
import WorkStore

/// Takes the turns of escalations that are due: finds out whom they reach, and plans the pages.
struct TurnTaker {
    let organisation: OrganisationConfiguration
    let now: Date
    let text: PageText
    /// Signs links; a page without one is better than none.
    let key: [UInt8]?
    private var steps: [StepRecord] = []
    private var pages: [PageDraft] = []
    private var lines: [Timeline.Line] = []
    private var names: [UUID: String] = [:]

    init(organisation: OrganisationConfiguration, now: Date, text: PageText, key: [UInt8]?) {
        self.organisation = organisation
        self.now = now
        self.text = text
        self.key = key
    }

    /// Takes what is due of one escalation, whose row is locked.
    mutating func take(
        _ record: inout EscalationRecord, of incident: IncidentRecord, in work: UnitOfWork
    ) async throws {
        let turns = record.escalation.advance(to: now) { organisation.fits($0.condition, at: $1) }
        for turn in turns {
            var outcome = StepRecord.Outcome.superseded
            var title = turn.title
            if turn.isPassedOver {
                outcome = .passedOver
                title += record.escalation.policy.condition(of: turn).map { ", only \($0.title)" } ?? ""
            } else if !turn.isSuperseded {
                let targets = try await targets(of: turn, record.escalation.policy, incident, in: work)
                outcome = targets.outcome
                try await plan(targets.people, turn, record, incident, in: work)
            }
            steps.append(
                StepRecord(
                    escalation: record.id, number: record.taken, title: title, due: turn.due, outcome: outcome))
            record.taken += 1
        }
        names[incident.id] = incident.name
    }

    /// Writes all that was taken, and has it carried out: what is due now at once, the rest by timers.
    func write(in work: UnitOfWork, cause: (_ incident: UUID) -> String?) {
        if !steps.isEmpty { work.write(Escalations.insert(steps: steps)) }
        if !lines.isEmpty { work.write(Timeline.append(lines)) }
        if pages.isEmpty { return }
        for statement in Pages.insert(pages) { work.write(statement) }
        for page in pages {
            let subject = Subject(name: names[page.incident] ?? "", id: page.incident, cause: cause(page.incident))
            for way in page.ways {
                let due = page.due + TimeInterval(way.rule.after.components.seconds)
                if due <= now {
                    work.order(SendPage(attempt: way.id), about: subject)
                } else {
                    work.schedule(
                        SendPage(attempt: way.id), key: "attempt/\(UUIDText.string(from: way.id))", at: due,
                        about: subject)
                }
            }
        }
    }

    /// Whom a turn reaches, each with what makes them a target; the last resort when that is nobody.
    private mutating func targets(
        of turn: EscalationTurn, _ policy: EscalationPolicy, _ incident: IncidentRecord, in work: UnitOfWork
    ) async throws -> (people: [(person: Person, reason: String)], outcome: StepRecord.Outcome) {
        if incident.drill {
            return (organisation.drillContacts.compactMap(organisation.person).map { ($0, "drill") }, .paged)
        }
        if case .step(let index, _) = turn.place, policy.steps.indices.contains(index) {
            let step = policy.steps[index]
            let counted =
                step.strategy == .roundRobin
                ? try await Escalations.turn(ofStep: index, of: policy.name, in: work) : 0
            let targets = step.targets(atTurn: counted)
            let holders = try await holders(targets, incident, in: work)
            let people = targets.flatMap { target in
                organisation.people(for: target, at: now, holders: holders).map { ($0, target.title) }
            }
            if !people.isEmpty { return (people, .paged) }
            let asked = targets.map(\.title).joined(separator: ", ")
            lines.append(
                Timeline.Line(
                    of: incident.id, .page, by: "paging",
                    "\(turn.title) of \(policy.name) found nobody (\(asked)): the last resort is paged"))
        }
        return (policy.lastResort.compactMap(organisation.person).map { ($0, "last resort") }, .lastResort)
    }

    private func holders(
        _ targets: [EscalationTarget], _ incident: IncidentRecord, in work: UnitOfWork
    ) async throws -> [ParticipantRole: [String]] {
        let wantsRole = targets.contains { if case .role = $0 { true } else { false } }
        guard wantsRole else { return [:] }
        var holders: [ParticipantRole: [String]] = [:]
        for participant in try await Participants.participants(of: incident.id, for: .system, in: work) {
            for role in participant.roles { holders[role, default: []].append(participant.person.email) }
        }
        return holders
    }

    private mutating func plan(
        _ people: [(person: Person, reason: String)], _ turn: EscalationTurn, _ record: EscalationRecord,
        _ incident: IncidentRecord, in work: UnitOfWork
    ) async throws {
        let own = try await PersonalContacts.own(of: people.map(\.person.email), in: work)
        var seen: Set<String> = []
        for (person, reason) in people where seen.insert(person.email.lowercased()).inserted {
            let said = own[person.email.lowercased()]
            let book = ContactBook(
                configured: organisation.contacts(of: person.email), own: said?.rules, verified: said?.verified ?? [])
            let ways = organisation.ways(book, record.urgency, due: turn.due)
            var page = PageDraft(
                id: .v7(), of: record, number: record.taken, person: person.email, step: turn.title, reason: reason,
                sender: organisation.announcements.from, due: turn.due, ways: ways.map { (.v7(), $0) })
            let link = key.map { PageLink(page: page.id, at: now).token(signedWith: $0) }
            let text = text.page(incident, reason: "\(turn.title) of \(page.policy), \(reason)", link: link)
            (page.subject, page.body) = text
            pages.append(page)
        }
    }
}
