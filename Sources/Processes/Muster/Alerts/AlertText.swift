import JSON

/// Alerts for people.
enum AlertText {
    static func answer(_ answer: JSON) -> String {
        var lines = (answer["alerts"]?.arrayValue ?? []).map { alert in
            let again = alert["deduplicated"]?.boolValue == true ? ", which was open already" : ""
            return "accepted \(alert.text(of: "id") ?? "")\(again)"
        }
        lines += (answer["rejected"]?.arrayValue ?? []).map { rejected in
            "rejected entry \(rejected.text(of: "index") ?? "?"): \(Listing.line(rejected.text(of: "error") ?? ""))"
        }
        return lines.joined(separator: "\n")
    }

    static func list(_ page: JSON) -> String {
        var listing = Listing("ID", "STATUS", "SEVERITY", "SOURCE", "COUNT", "OUTCOME", "INCIDENT", "TITLE")
        for alert in page["items"]?.arrayValue ?? [] {
            listing.add(
                alert.text(of: "id"), alert.text(of: "status"), alert.text(of: "severity"), alert.text(of: "source"),
                alert.text(of: "count"), alert.text(of: "outcome"), alert.text(of: "incident"),
                alert.text(of: "title"))
        }
        return listing.text(empty: "There are no such alerts.")
    }

    static func one(_ alert: JSON) -> String {
        let names = [
            "id", "title", "status", "severity", "source", "format", "dedup_key", "count", "outcome", "reason", "route",
            "incident", "first_at", "last_at",
        ]
        return Fields.text(names.map { ($0, alert.text(of: $0)) })
    }
}
