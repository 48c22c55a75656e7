import HTTPKit
import HTTPTypes
import HummingbirdCore
import IncidentStore
import Postgres

/// `/api/v1/incidents/{name}/events`: the timeline as server-sent events.
struct EventRoutes: Sendable {
    var database: PostgresClient
    var feed: TimelineFeed

    var endpoints: [Endpoint] {
        [Endpoint(.get, "/api/v1/incidents/{name}/events", "watchIncident", for: .incidentsRead, answer: events)]
    }

    @Sendable private func events(_ call: Call) async throws -> Response {
        let incident = try await call.incident(in: database)
        return try await TimelineStream(
            of: incident.id, for: call.principal.viewer, database: database, feed: feed
        ).response(after: TimelineStream.last(of: call.request))
    }
}
