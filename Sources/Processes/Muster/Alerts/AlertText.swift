import JSON

/// Alerts for people.
enum AlertText {
    /// - Parameter resolving: whether all of them were to be resolved.
    static func answer(_ answer: JSON, resolving: Bool = false) -> String {
        var lines = (answer["alerts"]?.arrayValue ?? []).map { alert in
            guard let id = alert.text(of: "id") else {
                let key = Plain.line(alert.text(of: "dedup_key") ?? "")
                return "\(key): \(alert.text(of: "note") ?? "nothing was open")"
            }
            if resolving { return "resolved \(id)" }
            return "accepted \(id)\(alert["deduplicated"]?.boolValue == true ? ", which was open already" : "")"
        }
        lines += (answer["rejected"]?.arrayValue ?? []).map { rejected in
            "rejected entry \(rejected.text(of: "index") ?? "?"): \(Plain.line(rejected.text(of: "error") ?? ""))"
        }
        return lines.joined(separator: "\n")
    }

    static func list(_ page: JSON, statuses: [String] = [], incident: String? = nil) -> String {
        var listing = Listing("ID", "STATUS", "SEVERITY", "SOURCE", "COUNT", "OUTCOME", "INCIDENT", "TITLE")
        for alert in page["items"]?.arrayValue ?? [] {
            listing.add(
                alert.text(of: "id"), status(alert), alert.text(of: "severity"), alert.text(of: "source"),
                alert.text(of: "count"), alert.text(of: "outcome"), alert.text(of: "incident"),
                alert.text(of: "title"))
        }
        let which = [
            incident.map { " of \($0)" }, statuses.isEmpty ? nil : " that are \(statuses.joined(separator: " or "))",
        ].compactMap(\.self).joined()
        return listing.text(empty: "There are no alerts\(which).")
    }

    /// `open`, or `open, doubtful` when its sender has been silent for long.
    static func status(_ alert: JSON) -> String? {
        alert.text(of: "status").map { alert["doubtful"] == true ? "\($0), doubtful" : $0 }
    }

    static func one(_ alert: JSON) -> String {
        let labels = (alert["labels"]?.objectValue ?? [:]).map { "\($0.key)=\($0.value.stringValue ?? "")" }
        return Fields.text([
            ("id", alert.text(of: "id")), ("title", alert.text(of: "title")), ("status", status(alert)),
            ("severity", alert.text(of: "severity")), ("source", alert.text(of: "source")),
            ("format", alert.text(of: "format")), ("dedup key", alert.text(of: "dedup_key")),
            ("labels", labels.isEmpty ? nil : labels.joined(separator: "\n")), ("url", alert.text(of: "url")),
            ("count", alert.text(of: "count")), ("outcome", alert.text(of: "outcome")),
            ("reason", alert.text(of: "reason")), ("route", alert.text(of: "route")),
            ("silence", alert.text(of: "silence")), ("maintenance", alert.text(of: "maintenance")),
            ("incident", alert.text(of: "incident")), ("began", alert.text(of: "started_at")),
            ("first", alert.text(of: "first_at")),
            ("last", alert.text(of: "last_at")),
            ("description", alert.text(of: "description").flatMap { $0.isEmpty ? nil : $0 }),
        ])
    }
}
