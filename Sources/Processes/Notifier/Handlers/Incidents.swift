import FoundationEssentials
import Postgres
import IncidentStore
import WorkerKit

/// The rows of several incidents at once.
enum Incidents {
    static func load(_ ids: [UUID], in database: some Querying) async throws -> [UUID: IncidentRecord] {
        var incidents: [UUID: IncidentRecord] = [:]
        for incident in try await IncidentReader.incidents(ids, in: database) { incidents[incident.id] = incident }
        return incidents
    }
}
