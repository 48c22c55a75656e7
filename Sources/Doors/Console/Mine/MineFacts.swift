import FoundationEssentials
import HTTPKit
import Incident
import IncidentStore
import Organisation
import PageStore
import PeopleDesk
import PeopleStore
import Postgres
import TaskStore
import Tasks

/// What waits for somebody, as it was read.
struct MineFacts: Sendable {
    /// An incident in which somebody has a role.
    struct Part: Sendable {
        let incident: IncidentRecord
        let roles: [ParticipantRole]
        /// When a status report is due from them; `nil` when none is.
        let reportDue: Date?
    }

    /// Rows of each kind at most.
    static let limit = 20

    /// Pages that nobody has taken yet.
    let pages: [PageRecord]
    /// Their open tasks, in incidents that are there for them.
    let tasks: [TaskRecord]
    /// Incidents that are not closed.
    let parts: [Part]

    static func load(
        _ visitor: Visitor, in organisation: OrganisationConfiguration, _ database: PostgresClient
    ) async throws -> MineFacts {
        let email = visitor.email
        // Who was paged was told of the incident, whether they take part in it already or not.
        let sent = try await PageRecords.list(
            states: [.due, .sent], person: email, for: .system, after: nil, limit: limit * 2, in: database)
        var filter = IncidentFilter()
        filter.statuses = [.active, .stable]
        filter.participant = email
        let incidents = try await Incidents.find(
            filter, for: .stranger, person: email, limit: limit, in: database)
        var parts: [Part] = []
        for incident in incidents.items {
            let people = try await Participants.participants(of: incident.id, for: .system, in: database)
            let roles = people.first { $0.person.email.lowercased() == email.lowercased() }?.roles ?? []
            parts.append(
                Part(
                    incident: incident, roles: roles,
                    reportDue: roles.contains(.incidentCommander)
                        ? try await ReportDue.date(of: incident, in: organisation, database) : nil))
        }
        return MineFacts(
            pages: Array(sent.items.filter { $0.escalation == "open" }.prefix(limit)),
            tasks: try await tasks(of: email, database), parts: parts)
    }

    /// A task may be somebody's in a restricted incident that they left.
    private static func tasks(of email: String, _ database: PostgresClient) async throws -> [TaskRecord] {
        let all = try await TaskRows.list(
            states: [.open], person: email, for: .system, limit: limit * 2, in: database
        ).items
        var seen: [String: Bool] = [:]
        var shown: [TaskRecord] = []
        for task in all.prefix(limit * 2) {
            if seen[task.incident] == nil, let name = IncidentName(task.incident) {
                let viewer = try await Participants.viewer(email, of: name, in: database)
                seen[task.incident] = try await Incidents.incident(name, for: viewer, in: database) != nil
            }
            if seen[task.incident] == true { shown.append(task) }
        }
        return Array(shown.prefix(limit))
    }
}
