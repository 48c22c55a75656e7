public import FoundationEssentials
public import Incident
import JSON

/// An alert in Muster's own words, whatever format it came in.
public struct NormalisedAlert: Sendable, Hashable {
    /// What the sender says about the trouble.
    public enum Action: String, Sendable, CaseIterable {
        /// It is there (again, or still).
        case open
        /// It is over.
        case resolve
    }

    /// Why the sender says it now.
    public enum Occasion: Sendable, Hashable {
        /// Nothing of its group was said before, or all of that was over.
        case first
        /// Nothing changed: it is still there, and so it is said again.
        case repetition
        /// Something about its group changed.
        case change
    }

    /// The one it came in.
    public var format: AlertFormat
    /// What it says.
    public var action: Action
    /// Equal for all alerts about the same trouble. 1 to 512 bytes.
    public var dedupKey: String
    /// Whether the sender chose the key. One that was made up here is never said again.
    public var hasOwnKey = true
    /// How bad it is.
    public var severity: AlertSeverity
    /// The word of its sender for that, where it has one.
    public var severityWord: String?
    /// One line, 1 to 1,024 characters.
    public var title: String
    /// At most 20,000 characters.
    public var description: String
    /// Names and values that its sender attached.
    public var labels: [String: String]
    /// Where to look.
    public var url: String?
    /// Alerts of a source with the same group belong to one incident. At most 512 bytes.
    public var groupKey: String?
    /// What the sender calls the message.
    public var sourceMessageID: String?
    /// When it began, as its sender says; it may lie in the future.
    public var startedAt: Date?
    /// Why it is said now; `nil` when the sender does not tell.
    public var occasion: Occasion?
    /// Labels of the sender's route that led here, which routes may ask for. Not kept.
    public var routeLabels: [String: String] = [:]
    /// The route that waited with it until now, when it is said by nobody: it is due. Not kept.
    var dueUnder: String?

    /// What keeps alerts of a source together in one incident: the group that the sender says, else the trouble itself,
    /// so that trouble which comes and goes stays one incident while that is open.
    var incidentKey: String? {
        if let groupKey { return "group \(groupKey)" }
        return hasOwnKey ? "alert \(dedupKey)" : nil
    }

    /// Brings the alert to what was said of it last; what is left out there stays.
    mutating func update(from newer: NormalisedAlert) {
        severity = newer.severity
        title = newer.title
        if !newer.description.isEmpty { description = newer.description }
        if !newer.labels.isEmpty { labels = newer.labels }
        url = newer.url ?? url
        startedAt = newer.startedAt ?? startedAt
    }

    /// As a dry run shows it.
    var json: JSON {
        [
            "format": .string(format.rawValue), "action": .string(action.rawValue), "dedup_key": .string(dedupKey),
            "severity": .string(severity.rawValue), "title": .string(title), "description": .string(description),
            "labels": labelsJSON, "url": .optional(url), "group_key": .optional(groupKey),
            "started_at": .optional(startedAt),
        ]
    }

    /// The labels, by name.
    var labelsJSON: JSON {
        .object(JSONObject(labels.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) }))
    }
}

extension NormalisedAlert {
    /// That the alert with this key is over, by a format that says no more.
    static func resolution(of key: String, _ format: AlertFormat) -> NormalisedAlert {
        NormalisedAlert(
            format: format, action: .resolve, dedupKey: key, severity: .error, title: "resolved", description: "",
            labels: [:])
    }
}
