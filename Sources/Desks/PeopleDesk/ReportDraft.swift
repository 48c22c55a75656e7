import Encodings
import Incident
import IncidentStore
public import JSON
public import PeopleStore

/// What the next status report begins with: the last one, or what the incident was opened with.
public struct ReportDraft: Sendable, Hashable, JSONEncodable {
    /// How it stood.
    public var conditions: String
    /// What was done.
    public var actions: String
    /// What was needed.
    public var needs: String
    /// Whom the last one was for.
    public var audience: StatusReport.Audience
    /// The last report; `nil` before the first.
    public var last: StatusReport?

    /// - Parameter last: the last report, if there is one.
    init(of incident: IncidentRecord, after last: StatusReport?) {
        let opening = incident.description.isEmpty ? incident.title : incident.description
        conditions = last?.conditions ?? String(opening.prefix(5000))
        actions = last?.actions ?? ""
        needs = last?.needs ?? ""
        // It may have been restricted since.
        audience = incident.visibility == .restricted ? .participants : last?.audience ?? .participants
        self.last = last
    }

    /// `conditions`, `actions`, `needs`, `audience` and `last`.
    public var json: JSON {
        [
            "conditions": .string(conditions), "actions": .string(actions), "needs": .string(needs),
            "audience": .string(audience.rawValue), "last": .optional(last?.json),
        ]
    }
}
