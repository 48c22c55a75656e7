import Incident
import IncidentStore
import PageStore

/// What notices say: short, the link first, and never a job title.
struct NoticeText: Sendable {
    let publicURL: String

    private func page(_ incident: IncidentRecord) -> String {
        incident.url(under: publicURL)
    }

    private func tag(_ incident: IncidentRecord) -> String {
        incident.drill ? "[\(incident.name), drill]" : "[\(incident.name)]"
    }

    /// For those who take no part.
    func announcement(_ incident: IncidentRecord) -> (subject: String, body: String) {
        let lines = [
            "\(incident.title)", "",
            "Status: \(incident.status.rawValue)   Type: \(incident.type)   Severity: \(incident.severity)   "
                + "Priority: \(incident.priority)",
            "Incident commander: \(person(incident.commander))",
            "Follow it: \(page(incident))", "", incident.description,
        ]
        return ("\(tag(incident)) \(incident.title)", trimmed(lines))
    }

    /// For everybody, when the status changed.
    func status(_ incident: IncidentRecord, _ status: IncidentStatus) -> (subject: String, body: String) {
        let lines = [
            "\(incident.name) \(status.announcement): \(incident.title)", "",
            "Severity: \(incident.severity)   Priority: \(incident.priority)",
            "Incident commander: \(person(incident.commander))", "Details: \(page(incident))",
        ]
        return ("\(tag(incident)) \(status.rawValue): \(incident.title)", trimmed(lines))
    }

    /// For who had the command, who has it now, and those in the conversation.
    /// - Parameter former: the mail address of who had it.
    func handover(_ incident: IncidentRecord, from former: String?) -> (subject: String, body: String) {
        var lines = [
            "\(incident.commander?.name ?? "Somebody") is the incident commander of \(incident.name) now: "
                + incident.title, "", "Incident commander: \(person(incident.commander))",
        ]
        if let former { lines.append("Before: \(former)") }
        lines += [
            "Status: \(incident.status.rawValue)   Severity: \(incident.severity)   Priority: \(incident.priority)",
            "Details: \(page(incident))",
        ]
        return ("\(tag(incident)) New incident commander: \(incident.title)", trimmed(lines))
    }

    /// For those who are in it: nothing of it fires any more. Whether it is over is for people to say.
    func rest(_ incident: IncidentRecord) -> (subject: String, body: String) {
        let alerts = incident.alertCount == 1 ? "The alert of" : "All \(incident.alertCount) alerts of"
        let verb = incident.alertCount == 1 ? "is" : "are"
        let lines = [
            "\(alerts) \(incident.name) \(verb) resolved: \(incident.title)", "",
            "The incident is \(incident.status.rawValue) until somebody says otherwise.", "Details: \(page(incident))",
        ]
        return ("\(tag(incident)) alerts resolved: \(incident.title)", trimmed(lines))
    }

    /// For a participant: everything they need to begin.
    func welcome(
        _ participant: ParticipantRecord, to incident: IncidentRecord, resources: [ResourceRecord], faq: String?
    ) -> (subject: String, body: String) {
        let roles = participant.roles.map(\.title).joined(separator: ", ")
        var lines = [
            "You take part in \(incident.name) as \(roles.isEmpty ? "participant" : roles).", "",
            "\(incident.title)",
            "Status: \(incident.status.rawValue)   Type: \(incident.type)   Severity: \(incident.severity)   "
                + "Priority: \(incident.priority)",
            "Incident commander: \(person(incident.commander))", "", "Where it happens:",
        ]
        lines.append(row("incident page", page(incident)))
        for resource in resources {
            switch resource.state {
            case .created: lines.append(row(resource.kind.title, resource.url ?? resource.externalID ?? ""))
            case .pending: lines.append(row(resource.kind.title, "is being made"))
            case .failed: lines.append(row(resource.kind.title, "could not be made yet; go on without it"))
            }
        }
        if let faq { lines.append(row("questions and answers", faq)) }
        lines += ["", incident.description]
        return ("\(tag(incident)) Welcome: \(incident.title)", trimmed(lines))
    }

    /// For those of the last resort, when a page did not go out.
    func overdue(_ finding: PageAudit.Finding) -> (subject: String, body: String) {
        let lines = [
            "Paging does not do its work: \(finding.detail).", "",
            "You are the last resort of this incident. Somebody may be waiting for help: look at it, and call who is on call.",
            "Incident page: \(publicURL)/incidents/\(finding.incidentName)",
            "For operators: `muster doctor`, `muster queues`, and the log of muster-paging.",
        ]
        return ("[\(finding.incidentName)] A page did not go out", trimmed(lines))
    }

    /// Name, team, location: who somebody is to those who have not met them.
    private func person(_ person: Person?) -> String {
        guard let person else { return "nobody yet" }
        let details = [person.team, person.location, person.email].compactMap { $0 }.joined(separator: ", ")
        return "\(person.name) (\(details))"
    }

    private func row(_ label: String, _ value: String) -> String {
        "  " + label + String(repeating: " ", count: max(1, 24 - label.count)) + value
    }

    private func trimmed(_ lines: [String]) -> String {
        var lines = lines[...]
        while lines.last?.isEmpty == true { lines.removeLast() }
        return lines.joined(separator: "\n") + "\n"
    }
}
