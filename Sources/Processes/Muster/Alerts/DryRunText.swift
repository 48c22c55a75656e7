import JSON

/// What would become of alerts, for people.
enum DryRunText {
    static func answer(_ answer: JSON) -> String {
        let alerts = (answer["alerts"]?.arrayValue ?? []).map(alert)
        let rejected = (answer["rejected"]?.arrayValue ?? []).map { rejected in
            "rejected entry \(rejected.text(of: "index") ?? "?"): \(Plain.line(rejected.text(of: "error") ?? ""))"
        }
        return (alerts + rejected).joined(separator: "\n\n")
    }

    private static func alert(_ verdict: JSON) -> String {
        let incident = verdict["incident"]
        let pages = (verdict["pages"]?.arrayValue ?? []).map(page)
        return Fields.text([
            ("title", verdict["alert"]?.text(of: "title")), ("key", verdict["alert"]?.text(of: "dedup_key")),
            ("severity", verdict["alert"]?.text(of: "severity")), ("source", verdict.text(of: "source")),
            ("outcome", verdict.text(of: "outcome")), ("reason", verdict.text(of: "reason")),
            ("route", verdict.text(of: "route")), ("silence", verdict.text(of: "silence")),
            ("maintenance", verdict.text(of: "maintenance")), ("waits until", verdict.text(of: "waits_until")),
            ("incident", incident.flatMap(title)),
            ("commander", incident?.text(of: "commander")),
            ("pages", tells(verdict) ? (pages.isEmpty ? "nobody" : pages.joined(separator: "\n")) : nil),
        ])
    }

    /// Whether there is something to tell of pages: it opens an incident, or joins one.
    private static func tells(_ verdict: JSON) -> Bool {
        verdict["incident"]?.text(of: "title") != nil || verdict["pages_again"]?.boolValue != nil
            || verdict["pages"]?.arrayValue?.isEmpty == false
    }

    private static func title(_ incident: JSON) -> String? {
        if let name = incident.text(of: "name") { return "\(name), which is there" }
        guard let title = incident.text(of: "title") else { return nil }
        let words = ["type", "severity", "priority"].compactMap { incident.text(of: $0) }.joined(separator: ", ")
        return "a new one: \(title) (\(words))"
    }

    private static func page(_ page: JSON) -> String {
        let seconds = page["after_seconds"]?.intValue ?? 0
        let when = seconds == 0 ? "at once" : "after \(seconds) s"
        return "\(page.text(of: "person") ?? "") \(when): step \(page.text(of: "step") ?? "?") of "
            + "\(page.text(of: "policy") ?? ""), \(page.text(of: "reason") ?? "")"
    }
}
