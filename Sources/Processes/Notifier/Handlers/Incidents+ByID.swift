import FoundationEssentials
import Incident
import IncidentStore
import Postgres

extension Incidents {
    /// The rows of several incidents at once.
    static func byID(_ ids: [UUID], in database: some Querying) async throws -> [UUID: IncidentRecord] {
        var found: [UUID: IncidentRecord] = [:]
        for incident in try await incidents(ids, for: .system, in: database) { found[incident.id] = incident }
        return found
    }
}
