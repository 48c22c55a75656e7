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

    static func list(_ page: JSON) -> String {
        var listing = Listing("NAME", "STATUS", "SEVERITY", "TYPE", "OPENED", "COMMANDER", "TITLE")
        for incident in page["items"]?.arrayValue ?? [] {
            listing.add(
                incident.text(of: "name"), incident.text(of: "status"), incident.text(of: "severity"),
                incident.text(of: "type"), incident.text(of: "reported_at"),
                incident["commander"]?.text(of: "email"), incident.text(of: "title"))
        }
        return listing.text(empty: "There are no such incidents.")
    }

    static func one(_ incident: JSON) -> String {
        let head = Fields.text([
            ("name", incident.text(of: "name")), ("title", incident.text(of: "title")),
            ("status", incident.text(of: "status")), ("type", incident.text(of: "type")),
            ("severity", incident.text(of: "severity")), ("priority", incident.text(of: "priority")),
            ("commander", incident["commander"].flatMap(person)),
            ("reporter", incident["reporter"].flatMap(person)),
            ("alerts", incident.text(of: "alert_count")), ("reported", incident.text(of: "reported_at")),
            ("assembled", incident.text(of: "assembled_at")), ("stable", incident.text(of: "stable_at")),
            ("closed", incident.text(of: "closed_at")), ("url", incident.text(of: "url")),
        ])
        let pages = incident["pages"]?.arrayValue ?? []
        return [head, resources(incident), participants(incident), PageText.table(pages, empty: "Nobody was paged.")]
            .joined(separator: "\n\n")
    }

    private static func resources(_ incident: JSON) -> String {
        var listing = Listing("RESOURCE", "PROVIDER", "STATE", "TRIES", "NEXT TRY", "ADDRESS OR ERROR")
        for resource in incident["resources"]?.arrayValue ?? [] {
            listing.add(
                resource.text(of: "kind"), resource.text(of: "provider"), resource.text(of: "state"),
                resource.text(of: "attempts"), resource.text(of: "next_attempt_at"),
                resource.text(of: "url") ?? resource.text(of: "error"))
        }
        return listing.text(empty: "No resources yet.")
    }

    private static func participants(_ incident: JSON) -> String {
        var listing = Listing("PARTICIPANT", "TEAM", "LOCATION", "ROLES")
        for participant in incident["participants"]?.arrayValue ?? [] {
            listing.add(
                participant.text(of: "email"), participant.text(of: "team"), participant.text(of: "location"),
                (participant["roles"]?.arrayValue ?? []).compactMap(\.stringValue).joined(separator: ", "))
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
