import Incident
import JSON

/// An alert in Muster's own words, whatever format it came in.
struct NormalisedAlert: Sendable, Hashable {
    /// What the sender says about the trouble.
    enum Action: String, Sendable, CaseIterable {
        /// It is there (again, or still).
        case open
        /// It is over.
        case resolve
    }

    var format: AlertFormat
    var action: Action
    /// Equal for all alerts about the same trouble. 1 to 512 bytes.
    var dedupKey: String
    /// Whether the sender chose the key. One that was made up here is never said again.
    var hasOwnKey = true
    var severity: AlertSeverity
    /// One line, 1 to 1,024 characters.
    var title: String
    /// At most 20,000 characters.
    var description: String
    var labels: [String: String]
    /// Where to look.
    var url: String?
    /// Alerts of a source with the same group belong to one incident. At most 512 bytes.
    var groupKey: String?
    /// What the sender calls the message.
    var sourceMessageID: String?

    /// What keeps alerts of a source together in one incident: the group that the sender says, else the trouble itself,
    /// so that trouble which comes and goes stays one incident while that is open.
    var incidentKey: String? {
        if let groupKey { return "group \(groupKey)" }
        return hasOwnKey ? "alert \(dedupKey)" : nil
    }

    /// As a dry run shows it.
    var json: JSON {
        [
            "format": .string(format.rawValue), "action": .string(action.rawValue), "dedup_key": .string(dedupKey),
            "severity": .string(severity.rawValue), "title": .string(title), "description": .string(description),
            "labels": labelsJSON, "url": .optional(url), "group_key": .optional(groupKey),
        ]
    }

    /// The labels, by name.
    var labelsJSON: JSON {
        .object(JSONObject(labels.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) }))
    }
}
