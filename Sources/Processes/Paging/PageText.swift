import Incident
import IncidentStore

/// What a page says: short, what to do first.
struct PageText: Sendable {
    let publicURL: String

    /// - Parameter reason: why the person is paged: `step 1 of payments, schedule payments`.
    func page(_ incident: IncidentRecord, reason: String) -> (subject: String, body: String) {
        let tag = incident.drill ? "[\(incident.name), drill]" : "[\(incident.name)]"
        let lines = [
            "You are paged: \(incident.title)", "",
            "Severity: \(incident.severity)   Priority: \(incident.priority)   Type: \(incident.type)",
            "Incident commander: \(incident.commander.map { "\($0.name) (\($0.email))" } ?? "nobody yet")",
            "Incident page: \(incident.url(under: publicURL))", "",
            "Why you: \(reason).",
        ]
        let description = incident.description.isEmpty ? [] : ["", incident.description]
        return ("\(tag) Page: \(incident.title)", (lines + description).joined(separator: "\n") + "\n")
    }
}
