public import JSON

/// An incident with everything that belongs to it.
public struct IncidentDetail: Sendable, Hashable {
    /// The most of one kind that is loaded; the rest is to be had page by page.
    public static let limit = 500

    public var incident: IncidentRecord
    public var resources: [ResourceRecord]
    public var participants: [ParticipantRecord]
    /// The newest, the newest first.
    public var alerts: [AlertRecord]
    /// The newest, in their order.
    public var timeline: [TimelineEntry]

    public init(
        incident: IncidentRecord, resources: [ResourceRecord], participants: [ParticipantRecord],
        alerts: [AlertRecord], timeline: [TimelineEntry]
    ) {
        self.incident = incident
        self.resources = resources
        self.participants = participants
        self.alerts = alerts
        self.timeline = timeline
    }

    /// The incident as API and command line show one.
    /// - Parameter publicURL: the base of every link, without a slash at its end.
    public func json(publicURL: String) -> JSONObject {
        var object = incident.json(publicURL: publicURL)
        object["resources"] = resources.json
        object["participants"] = participants.json
        object["pages"] = .array([])
        object["alerts"] = alerts.json
        object["tasks"] = .array([])
        object["timeline"] = timeline.json
        object["cost"] = .null
        return object
    }
}
