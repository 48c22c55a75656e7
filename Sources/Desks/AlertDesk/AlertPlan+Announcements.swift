import Contracts
import Encodings
import FoundationEssentials
import Incident
import JSON
import IncidentDesk
import Organisation
import PlaybookDesk

extension AlertPlan {
    /// What the others are told: an event for each new incident, and for each alert that was opened or resolved; none
    /// for alerts that were said again.
    /// - Parameter numbers: of the new incidents.
    func announcements(_ state: AlertState, numbers: [UUID: Int64]) -> [Announcement] {
        var names = numbers.mapValues { IncidentName(number: $0).description }
        for incident in state.knownIncidents {
            names[incident.id] = incident.number.map { IncidentName(number: $0).description }
        }
        var announcements = openings.compactMap { opening, cause in
            numbers[opening.id].map { opening.announcement(number: $0, cause: cause) }
        }
        // What was open before is over before its key opens another.
        for resolution in resolutions {
            guard let open = open[resolution.id] else { continue }
            let incident = open.incident.flatMap { known in names[known.id].map { (known.id, $0) } }
            announcements.append(Self.resolved(resolution, open, incident))
        }
        for new in newAlerts {
            let incident = new.incident.flatMap { id in names[id].map { (id, $0) } }
            announcements.append(Self.opened(new, incident))
            if new.isResolved { announcements.append(Self.resolved(new, incident)) }
        }
        announcements += rejoined.sorted { $0.key < $1.key }.compactMap { id, rejoined in
            names[id].flatMap { joined(id, named: $0, rejoined, state) }
        }
        return announcements + atRest.compactMap { id in names[id].flatMap { atRest(id, named: $0, state) } }
    }

    /// That an incident pages again for the alerts that joined it.
    private func joined(_ id: UUID, named name: String, _ rejoined: Rejoined, _ state: AlertState) -> Announcement? {
        guard let worst = rejoined.worst, let known = state.knownIncidents.first(where: { $0.id == id }) else {
            return nil
        }
        return Announcement(
            AlertsJoined(
                incident: IncidentReference(id: id, name: name, version: known.version), alerts: rejoined.alerts,
                severity: worst.severity, title: worst.title, route: rejoined.route, rule: rejoined.rule.pages.rawValue,
                grace: rejoined.rule.grace),
            about: Subject(name: name, id: id, cause: newAlerts.last { $0.incident == id }?.cause))
    }

    /// That nothing of an incident fires any more is a change of the incident.
    private func atRest(_ id: UUID, named name: String, _ state: AlertState) -> Announcement? {
        guard let source = news[id]?.resolved.last?.source else { return nil }
        let standing = state.standings[id]
        return Announcement(
            IncidentUpdated(
                incident: IncidentReference(id: id, name: name, version: (standing?.version ?? 1) + 1),
                status: standing?.status ?? .active, changes: [IncidentUpdated.alertsAtRest], actor: source),
            about: Subject(name: name, id: id, cause: resolutions.last?.cause))
    }

    /// What the batch changes about the rows of incidents.
    var incidentChanges: [UUID: AlertRows.IncidentChange] {
        var changes = joined.mapValues { AlertRows.IncidentChange(joined: $0) }
        for (id, count) in omitted { changes[id, default: .init()].omitted = count }
        for (id, severity) in worst { changes[id, default: .init()].worst = severity }
        for id in atRest {
            changes[id, default: .init()].isNews = true
            changes[id]?.patience = patience(at: id)
        }
        return changes
    }

    private static func opened(_ new: NewAlert, _ incident: (id: UUID, name: String)?) -> Announcement {
        Announcement(AlertOpened(summary(new, incident?.name)), about: subject(new, incident))
    }

    private static func resolved(_ new: NewAlert, _ incident: (id: UUID, name: String)?) -> Announcement {
        Announcement(AlertResolved(summary(new, incident?.name)), about: subject(new, incident))
    }

    private static func summary(_ new: NewAlert, _ incident: String?) -> AlertSummary {
        AlertSummary(
            id: new.id, source: new.source, dedupKey: new.alert.dedupKey, severity: new.alert.severity,
            title: new.alert.title, outcome: new.outcome, incident: incident)
    }

    private static func subject(_ new: NewAlert, _ incident: (id: UUID, name: String)?) -> Subject {
        Subject(name: incident?.name ?? UUIDText.string(from: new.id), id: incident?.id, cause: new.cause)
    }

    private static func resolved(
        _ resolution: AlertResolution, _ open: AlertState.Open, _ incident: (id: UUID, name: String)?
    ) -> Announcement {
        Announcement(
            AlertResolved(
                AlertSummary(
                    id: resolution.id, source: resolution.key.source, dedupKey: resolution.key.key,
                    severity: open.severity, title: open.title, outcome: open.outcome, incident: incident?.name)),
            about: Subject(
                name: incident?.name ?? UUIDText.string(from: resolution.id), id: incident?.id, cause: resolution.cause)
        )
    }
}

extension NewAlert {
    var outcome: AlertOutcome {
        if isTriggered { return .playbook }
        return incident == nil && decision.hold == nil ? .noRoute : decision.outcome(joins: joins)
    }
    var reason: String {
        if isOfStorm, let rule = decision.rule { return rule.stormReason(joins: joins) }
        if isTriggered, let playbook = decision.trigger?.playbook, let route = decision.route {
            return "route \(route) starts the playbook \(playbook)" + (start.map { ", execution \($0.name)" } ?? "")
        }
        if let obstacle, let playbook = decision.trigger?.playbook, let route = decision.route {
            return "route \(route) asks for the playbook \(playbook), which cannot start: \(obstacle); "
                + (incident == nil ? "and no incident could be opened instead" : "it has an incident instead")
        }
        if waitsUntil != nil, let rule = decision.rule { return rule.waitingReason(isResolved: isResolved) }
        guard decision.plan != nil, incident == nil else {
            return decision.reason(joins: joins) + (joining.map { ": \($0.reason)" } ?? "")
        }
        return "the organisation's configuration has no type, severity or priority for an incident"
    }
}
