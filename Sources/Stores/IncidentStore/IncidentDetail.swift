public import Incident
public import JSON
public import Postgres

/// An incident with everything that belongs to it.
public struct IncidentDetail: Sendable, Hashable {
    /// The most of one kind that is loaded; the rest is to be had page by page.
    public static let limit = 500

    /// The incident, its people and its places.
    public var response: IncidentResponse
    /// The newest, the newest first.
    public var alerts: [AlertRecord]
    /// The newest, in their order.
    public var timeline: [TimelineEntry]

    /// Puts together what was read or is about to be written.
    public init(response: IncidentResponse, alerts: [AlertRecord], timeline: [TimelineEntry]) {
        self.response = response
        self.alerts = alerts
        self.timeline = timeline
    }

    /// The incident.
    public var incident: IncidentRecord { response.incident }
    /// Its places, by kind.
    public var resources: [ResourceRecord] { response.resources }
    /// Its people, in the order they joined.
    public var participants: [ParticipantRecord] { response.participants }

    /// The incident with this name and everything that belongs to it, in one round trip; `nil` when there is none for the
    /// viewer.
    public static func load(
        _ name: IncidentName, for viewer: Viewer, in database: some Querying
    ) async throws -> IncidentDetail? {
        let results = try await database.pipeline(
            IncidentResponse.statements(.name(name), for: viewer, people: limit) + [
                Alerts.newest(of: name, for: viewer, limit: limit),
                Timeline.newest(of: name, for: viewer, limit: limit),
            ])
        guard let response = try IncidentResponse(results) else { return nil }
        return IncidentDetail(
            response: response, alerts: try results[3].map { row in try AlertRecord(row) },
            timeline: try results[4].reversed().map { row in try TimelineEntry(row) })
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
        object["questions"] = .array([])
        object["tags"] = .array([])
        object["timeline"] = timeline.json
        object["cost"] = .null
        Merges.Links().write(to: &object)
        return object
    }
}
