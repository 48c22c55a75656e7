import HTTPKit
import HummingbirdCore
import Incident
import Postgres
import IncidentStore

extension Doorkeeper {
    /// Lets in who may read the incident of this name.
    /// - Throws: ``Problem`` as ``admit(_:for:patience:)``, and 404 also for an incident that this key may not see.
    func admitReader(
        _ request: Request, of name: IncidentName, in database: PostgresClient
    ) async throws -> IncidentRecord {
        let key = try await admit(request, for: .incidentsRead)
        guard let incident = try await IncidentReader.incident(name, in: database), key.sees(incident) else {
            throw Problem.noIncident(name)
        }
        return incident
    }
}

extension Principal {
    /// Whether this incident is there for the key.
    func sees(_ incident: IncidentRecord) -> Bool { incident.visibility == .open || seesRestricted }
}
