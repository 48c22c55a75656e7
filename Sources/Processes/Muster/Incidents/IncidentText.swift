import Incident
import JSON

/// Incidents for people.
enum IncidentText {
    static func opened(_ incident: JSON) -> String {
        let name = incident.text(of: "name") ?? "The incident"
        let commander = incident["commander"].flatMap { person($0) } ?? "nobody yet"
        return "\(name) is open. Commander: \(commander).\n\(incident.text(of: "url") ?? "")"
    }

    /// `Primary on-call (Reliability) primary-oncall@example.org`.
    static func person(_ person: JSON) -> String? {
        guard let email = person.text(of: "email") else { return nil }
        let team = person.text(of: "team").map { " (\($0))" } ?? ""
        return "\(person.text(of: "name") ?? email)\(team) \(email)"
    }

    static func list(_ page: JSON, statuses: [String] = []) -> String {
        var listing = Listing("NAME", "STATUS", "SEVERITY", "TYPE", "OPENED", "COMMANDER", "TITLE")
        for incident in page["items"]?.arrayValue ?? [] {
            listing.add(
                incident.text(of: "name"), incident.text(of: "status"), incident.text(of: "severity"),
                incident.text(of: "type"), incident.text(of: "reported_at"),
                incident["commander"]?.text(of: "email"), incident.text(of: "title"))
        }
        return listing.text(
            empty: statuses.isEmpty
                ? "There are no incidents." : "There are no incidents that are \(statuses.joined(separator: " or ")).")
    }

    static func one(_ incident: JSON) -> String {
        let head = Fields.text([
            ("as of", incident.text(of: "as_of")), ("not known", unknown(incident)),
            ("name", incident.text(of: "name")), ("title", incident.text(of: "title")),
            ("status", incident.text(of: "status")), ("drill", incident["drill"] == true ? "yes, an exercise" : nil),
            ("visibility", incident.text(of: "visibility")), ("type", incident.text(of: "type")),
            ("severity", incident.text(of: "severity")), ("priority", incident.text(of: "priority")),
            ("duplicate of", incident.text(of: "duplicate_of")), ("duplicates", names(incident, "duplicates")),
            ("tags", tags(incident)), ("commander", incident["commander"].flatMap(person) ?? "nobody yet"),
            ("reporter", incident["reporter"].flatMap(person)), ("source", incident.text(of: "source")),
            ("storm", incident.text(of: "storm").map { "of route \($0): takes what is beyond its limit" }),
            ("alerts", incident.text(of: "alert_count")), ("detected", incident.text(of: "detected_at")),
            ("reported", incident.text(of: "reported_at")), ("assembled", incident.text(of: "assembled_at")),
            ("settles", settles(incident)),
            ("stable", incident.text(of: "stable_at")), ("closed", incident.text(of: "closed_at")),
            ("url", incident.text(of: "url")),
        ])
        let description = incident.text(of: "description").flatMap { $0.isEmpty ? nil : Fields.text([("", $0)]) }
        let pages = PageText.table(incident["pages"]?.arrayValue ?? [], empty: "Nobody was paged.")
        let tasks = incident["tasks"]?.arrayValue ?? []
        let questions = incident["questions"]?.arrayValue ?? []
        return [
            head, description, alerts(incident), resources(incident), participants(incident), pages,
            tasks.isEmpty ? nil : TaskListText.table(tasks, empty: ""),
            questions.isEmpty ? nil : QuestionText.table(questions, empty: ""),
        ]
        .compactMap(\.self).joined(separator: "\n\n")
    }

    /// What it is tagged with; nothing when it has no tags.
    private static func tags(_ incident: JSON) -> String? { names(incident, "tags") }

    /// What nobody knows of the moment that is shown.
    private static func unknown(_ incident: JSON) -> String? { names(incident, "unknown") }

    private static func names(_ incident: JSON, _ member: String) -> String? {
        let names = (incident[member]?.arrayValue ?? []).compactMap(\.stringValue)
        return names.isEmpty ? nil : names.joined(separator: ", ")
    }

    /// When it becomes stable by itself; nothing once it is.
    private static func settles(_ incident: JSON) -> String? {
        guard incident.text(of: "status") == "active" else { return nil }
        return incident.text(of: "settles_at").map { "\($0), by itself, unless an alert fires again" }
    }

    /// The newest alerts of the incident; nothing when it has none.
    private static func alerts(_ incident: JSON) -> String? {
        let alerts = incident["alerts"]?.arrayValue ?? []
        guard !alerts.isEmpty else { return nil }
        var listing = Listing("ALERT", "STATUS", "SEVERITY", "SOURCE", "COUNT", "LAST", "TITLE")
        for alert in alerts {
            listing.add(
                alert.text(of: "id"), AlertText.status(alert), alert.text(of: "severity"), alert.text(of: "source"),
                alert.text(of: "count"), alert.text(of: "last_at"), alert.text(of: "title"))
        }
        return listing.text(empty: "")
    }

    private static func resources(_ incident: JSON) -> String {
        var listing = Listing("PLACE", "PROVIDER", "STATE", "TRIES", "NEXT TRY", "ADDRESS OR ERROR")
        for resource in incident["resources"]?.arrayValue ?? [] {
            listing.add(
                resource.text(of: "kind"), resource.text(of: "provider"), resource.text(of: "state"),
                resource.text(of: "attempts"), resource.text(of: "next_attempt_at"),
                resource.text(of: "url") ?? resource.text(of: "error") ?? resource.text(of: "external_id"))
        }
        return listing.text(empty: "No places yet.")
    }

    private static func participants(_ incident: JSON) -> String {
        var listing = Listing("PARTICIPANT", "NAME", "TEAM", "LOCATION", "UNTIL", "ROLES")
        for participant in incident["participants"]?.arrayValue ?? [] {
            listing.add(
                participant.text(of: "email"), participant.text(of: "name"), participant.text(of: "team"),
                participant.text(of: "location"), participant.text(of: "expires_at"),
                (participant["roles"]?.arrayValue ?? []).compactMap(\.stringValue)
                    .map { ParticipantRole(rawValue: $0)?.title ?? $0 }.joined(separator: ", "))
        }
        return listing.text(empty: "No participants yet.")
    }

    static func timeline(_ entries: [JSON]) -> String {
        var listing = Listing("AT", "KIND", "ACTOR", "WHAT")
        for entry in entries {
            listing.add(entry.text(of: "at"), entry.text(of: "kind"), entry.text(of: "actor"), entry.text(of: "text"))
        }
        return listing.text(empty: "Nothing happened yet.")
    }
}
