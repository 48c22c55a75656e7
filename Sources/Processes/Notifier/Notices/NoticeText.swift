import Cost
import Encodings
import FoundationEssentials
import Incident
import IncidentStore
import PageStore
import PeopleStore

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

    /// For who reported it by mail: who leads, and where it goes on.
    func receipt(_ incident: IncidentRecord) -> (subject: String, body: String) {
        let lines = [
            "Your mail opened \(incident.name): \(incident.title)", "",
            "Incident commander: \(person(incident.commander))", "Follow it: \(page(incident))", "",
            "Answer this mail to add to it.",
        ]
        return ("\(tag(incident)) Reported: \(incident.title)", trimmed(lines))
    }

    /// For everybody, when the status changed.
    /// - Parameters:
    ///   - cost: what it costs so far, once that was counted.
    ///   - successor: the incident that goes on in its place, in words for those who read this; `nil` for none.
    func status(
        _ incident: IncidentRecord, _ status: IncidentStatus, cost: Money?, successor: String?
    ) -> (subject: String, body: String) {
        var lines = [
            "\(incident.name) \(status.announcement): \(incident.title)", "",
            "Severity: \(incident.severity)   Priority: \(incident.priority)",
            "Incident commander: \(person(incident.commander))",
        ]
        if status == .closed, let successor {
            lines.insert("It is a duplicate of \(successor), and goes on there.", at: 1)
        }
        if status == .closed, let cost { lines.append("Cost so far: \(cost.text)") }
        lines.append("Details: \(page(incident))")
        return ("\(tag(incident)) \(status.rawValue): \(incident.title)", trimmed(lines))
    }

    /// For who had the command, who has it now, and those in the conversation.
    /// - Parameters:
    ///   - former: the mail address of who had it.
    ///   - note: what whoever hands over says about it.
    func handover(_ incident: IncidentRecord, from former: String?, note: String?) -> (subject: String, body: String) {
        var lines = [
            "\(incident.commander?.name ?? "Somebody") is the incident commander of \(incident.name) now: "
                + incident.title, "", "Incident commander: \(person(incident.commander))",
        ]
        if let former { lines.append("Before: \(former)") }
        if let note { lines.append("Note: \(note)") }
        lines += [
            "Status: \(incident.status.rawValue)   Severity: \(incident.severity)   Priority: \(incident.priority)",
            "Details: \(page(incident))",
        ]
        return ("\(tag(incident)) New incident commander: \(incident.title)", trimmed(lines))
    }

    /// For those whom it is for: conditions, actions, needs.
    func report(_ report: StatusReport, of incident: IncidentRecord) -> (subject: String, body: String) {
        var lines = ["Status report of \(incident.name) by \(report.author): \(incident.title)", ""]
        for (heading, text) in [
            ("Conditions", report.conditions), ("Actions", report.actions), ("Needs", report.needs),
        ]
        where !text.isEmpty {
            lines += ["\(heading):", text, ""]
        }
        lines.append("Details: \(page(incident))")
        return ("\(tag(incident)) Status report: \(incident.title)", trimmed(lines))
    }

    /// For those whom it is for: what is learned from it.
    func review(_ review: ReviewVersion, of incident: IncidentRecord) -> (subject: String, body: String) {
        var lines = ["The review of \(incident.name) is published: \(incident.title)", ""]
        for (heading, text) in [
            ("What happened", review.texts.whatHappened), ("Impact", review.texts.impact),
            ("What went well", review.texts.wentWell), ("Lessons", review.texts.lessons),
        ]
        where !text.isEmpty {
            lines += ["\(heading):", text, ""]
        }
        lines += ["Action items: muster incident review \(incident.name)", "Details: \(page(incident))"]
        return ("\(tag(incident)) Review: \(incident.title)", trimmed(lines))
    }

    /// For those in its conversation: the review is there, and where.
    func reviewIsThere(_ line: String?, of incident: IncidentRecord) -> (subject: String, body: String) {
        let lines = [
            line ?? "The review is published", "Read it: muster incident review \(incident.name)", page(incident),
        ]
        return ("\(tag(incident)) Review: \(incident.title)", trimmed(lines))
    }

    /// For the commander: it is time to report.
    /// - Parameter reportedAt: when somebody reported last.
    func reminder(_ incident: IncidentRecord, since reportedAt: Date?) -> (subject: String, body: String) {
        let last = reportedAt.map { "The last report is of \(RFC3339.string(from: $0))." } ?? "Nobody has reported yet."
        let lines = [
            "It is time to report how \(incident.name) stands: \(incident.title)", last, "",
            "  muster incident report-status \(incident.name) --conditions '…'    what is not said is as in the last report",
            "  muster incident report-status \(incident.name) --delay 1h          to be reminded later", "",
            "Details: \(page(incident))",
        ]
        return ("\(tag(incident)) Time to report: \(incident.title)", trimmed(lines))
    }

    /// For those in the conversation: what happened, a line each.
    func news(_ lines: [TimelineEntry], of incident: IncidentRecord) -> (subject: String, body: String) {
        ("\(tag(incident)) \(incident.title)", trimmed(lines.map(\.text)))
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
        // Who is known by their address alone is not named twice.
        let address = person.email == person.name ? nil : person.email
        let details = [person.team, person.location, address].compactMap { $0 }.joined(separator: ", ")
        return details.isEmpty ? person.name : "\(person.name) (\(details))"
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
