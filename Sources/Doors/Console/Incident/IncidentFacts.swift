import Encodings
import FoundationEssentials
import HTTPKit
import Incident
import IncidentDesk
import IncidentStore
import Organisation
import PageStore
import PeopleStore
import Postgres
import TaskStore

/// All that the page of an incident tells, as it was read.
struct IncidentFacts: Sendable {
    let detail: IncidentDetail
    let pages: [PageRecord]
    let tasks: [TaskRecord]
    let tags: [Tag]
    let questions: [Question]
    let lastReport: StatusReport?

    /// - Throws: `IncidentDeskError.noIncident` also for one that is not there for the viewer.
    static func load(
        _ name: IncidentName, for viewer: Viewer, in database: PostgresClient
    ) async throws -> IncidentFacts {
        guard let detail = try await IncidentDetail.load(name, for: viewer, in: database) else {
            throw IncidentDeskError.noIncident(name)
        }
        let id = detail.incident.id
        async let pages = PageRecords.pages(of: id, for: viewer, limit: 30, in: database)
        async let tasks = TaskRows.list(of: id, for: viewer, limit: 50, in: database)
        async let tags = Tags.list(of: id, for: viewer, in: database)
        async let questions = Questions.list(of: id, for: viewer, in: database)
        async let reports = StatusReports.list(of: id, for: viewer, limit: 1, in: database)
        return try await IncidentFacts(
            detail: detail, pages: pages, tasks: tasks.items, tags: tags, questions: questions,
            lastReport: reports.items.first)
    }

    /// Whether somebody takes part.
    func hasParticipant(_ email: String) -> Bool {
        detail.participants.contains { $0.person.email.lowercased() == email.lowercased() }
    }

    /// The head of the page.
    var facts: [FactView] {
        let incident = detail.incident
        var facts: [FactView] = []
        func person(_ name: String, _ person: Person?) {
            guard let person else { return }
            facts.append(FactView(factName: name, factValue: person.name, factLink: SafeLink.mail(person.email)))
        }
        func time(_ name: String, _ date: Date?) {
            guard let date else { return }
            facts.append(FactView(factName: name, factTime: TimeView(date)))
        }
        person("Commander", incident.commander)
        if incident.commander == nil { facts.append(FactView(factName: "Commander", factValue: "nobody")) }
        facts.append(FactView(factName: "Type", factValue: incident.type))
        facts.append(FactView(factName: "Priority", factValue: incident.priority))
        person("Reporter", incident.reporter)
        if !tags.isEmpty {
            facts.append(FactView(factName: "Tags", factValue: tags.map(\.text).joined(separator: ", ")))
        }
        if let storm = incident.storm { facts.append(FactView(factName: "Storm of the route", factValue: storm)) }
        time("Reported", incident.reportedAt)
        time("Assembled", incident.assembledAt)
        time("Stable by itself", incident.status == .active ? incident.settlesAt : nil)
        time("Stable", incident.stableAt)
        time("Closed", incident.closedAt)
        return facts
    }
}
