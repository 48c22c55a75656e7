import Encodings
import FoundationEssentials
import Incident
import JSON
import Organisation
import PlaybookDesk
import PlaybookStore

extension TriggeredStart {
    /// The execution that looks into an alert. It is named after the alert, so that it is one however often it is decided.
    /// - Parameter version: the playbook's current version; `nil` when there is no such playbook.
    init(
        of new: NewAlert, by trigger: PlaybookTrigger, _ version: PlaybookVersion?, at time: Date
    ) throws(PlaybookDeskError) {
        guard let version else { throw .noPlaybook(trigger.playbook) }
        let alert = new.alert
        var details = JSONObject(alert.labels.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) })
        details["title"] = .string(alert.title)
        details["description"] = .string(alert.description)
        details["severity"] = .string(alert.severity.rawValue)
        details["source"] = .string(new.source)
        details["dedup_key"] = .string(alert.dedupKey)
        details["url"] = .string(alert.url ?? "")
        let shape: JSONObject? = trigger.shape == .socless ? nil : ["alert": new.playbookInput]
        try self.init(
            of: version, named: "alert-\(UUIDText.string(from: new.id))",
            for: Event(
                type: alert.labels["event_type"] ?? alert.labels["alertname"] ?? alert.title, details: details,
                deduplicateBy: trigger.deduplicateBy, createdAt: alert.startedAt.map { min($0, time) } ?? time,
                input: shape), alert: new.id, by: new.source)
    }
}

extension NewAlert {
    /// The alert as playbooks have it.
    fileprivate var playbookInput: JSON {
        [
            "id": .string(UUIDText.string(from: id)), "source": .string(source), "dedup_key": .string(alert.dedupKey),
            "severity": .string(alert.severity.rawValue), "title": .string(alert.title),
            "description": .string(alert.description), "labels": alert.labelsJSON, "url": .optional(alert.url),
            "route": .optional(decision.route), "started_at": .optional(alert.startedAt),
            "drill": .bool(Drill.unmarked(source) != nil),
        ]
    }
}
