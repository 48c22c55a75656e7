import Incident
import IncidentStore
import PageStore

/// What a page says: short, what to do first.
struct PageText: Sendable {
    let publicURL: String

    /// - Parameters:
    ///   - reason: why the person is paged: `step 1 of payments, schedule payments`.
    ///   - link: the token of the link that answers, if there is one.
    func page(_ incident: IncidentRecord, reason: String, link: String?) -> (subject: String, body: String) {
        let tag = incident.drill ? "[\(incident.name), drill]" : "[\(incident.name)]"
        let lines = [
            "You are paged: \(incident.title)", "",
            link.map { "Take it: \(publicURL)/p/\($0)\n" },
            "Severity: \(incident.severity)   Priority: \(incident.priority)   Type: \(incident.type)",
            "Incident commander: \(incident.commander.map { $0.name == $0.email ? $0.email : "\($0.name) (\($0.email))" } ?? "nobody yet")",
            "Incident page: \(incident.url(under: publicURL))", "",
            "Why you: \(reason).",
        ].compactMap(\.self)
        let description = incident.description.isEmpty ? [] : ["", incident.description]
        return ("\(tag) Page: \(incident.title)", (lines + description).joined(separator: "\n") + "\n")
    }

    /// For a conversation, which others read: neither what the incident is about nor the link that answers.
    func post(_ attempt: PlannedAttempt) -> String {
        let incident = "\(attempt.incidentName) (\(publicURL)/incidents/\(attempt.incidentName))"
        return attempt.kind == .taken
            ? "\(attempt.person): \(attempt.decidedBy ?? "somebody") has taken \(incident)."
            : "\(attempt.person): you are paged about \(incident)."
    }

    /// Pages that others are written out in, after which they are only named.
    private static let longestBundle = 20

    /// One message for all that is due to an address.
    static func bundle(_ attempt: PlannedAttempt, with others: [PlannedAttempt]) -> PlannedAttempt {
        if others.isEmpty { return attempt }
        var attempt = attempt
        attempt.subject += " (and \(others.count) more)"
        let written = others.prefix(longestBundle).map { "--\n\($0.subject)\n\n\($0.body)" }
        let named = others.dropFirst(longestBundle).map { "\($0.subject)\n" }
        attempt.body =
            ([attempt.body] + written + (named.isEmpty ? [] : ["--\n" + named.joined()])).joined(separator: "\n")
        return attempt
    }

    /// An attempt with what it says now: that somebody has answered, to those who were paged too.
    static func complete(_ attempt: PlannedAttempt) -> PlannedAttempt {
        guard attempt.kind == .taken else { return attempt }
        var attempt = attempt
        let who = attempt.decidedBy ?? "Somebody"
        attempt.body = "\(who) has taken \(attempt.incidentName). You need do nothing about it.\n"
        return attempt
    }
}
