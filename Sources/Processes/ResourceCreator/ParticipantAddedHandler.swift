import Contracts
import FoundationEssentials
import Incident
import Postgres
import IncidentStore
import WorkStore
import WorkerKit

/// Has a participant let into the places that are there. Those that are made later are made with everybody, and look
/// again when they are done.
struct ParticipantAddedHandler: DatabaseHandler {
    func handle(_ batch: [Received<ParticipantAdded>], in transaction: UnitOfWork) async throws -> [Outcome] {
        let incidents = PostgresValue.uuidArray(batch.map(\.body.incident.id))
        let results = try await transaction.pipeline([
            Statement("select id, version from core.incident where id = any($1)", [incidents]),
            Statement(
                "select incident_id, kind from core.resource where incident_id = any($1) and state = 'created'",
                [incidents]),
        ])
        var versions: [UUID: Int] = [:]
        for row in results[0] { versions[try row.decode("id")] = try row.decode("version") }
        var kinds: [UUID: [ResourceKind]] = [:]
        for row in results[1] {
            kinds[try row.decode("incident_id"), default: []].append(try row.enumeration("kind"))
        }
        return batch.map { message in
            let incident = message.body.incident
            guard let version = versions[incident.id], version >= incident.version else { return .tooEarly }
            for kind in kinds[incident.id] ?? [] where kind.takesMembers {
                transaction.order(
                    AddMember(incident: incident, resource: kind, email: message.body.email),
                    about: Subject(incident, cause: message.traceparent))
            }
            return .done
        }
    }
}
