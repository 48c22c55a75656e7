import Encodings
import Contracts
import FoundationEssentials
import Incident
import IncidentStore
import NativeProviders
import Organisation
import Postgres
import WorkStore
import WorkerKit

/// Lets participants into the places that are there: at once into those that come with Muster, and by a command into the
/// others. Those that are made later are made with everybody, and look again when they are done.
struct ParticipantAddedHandler: DatabaseHandler {
    /// A place that is there and takes people.
    private struct Place {
        var kind: ResourceKind
        var provider: String
        var externalID: String
    }

    func handle(_ batch: [Received<ParticipantAdded>], in transaction: UnitOfWork) async throws -> [Outcome] {
        let (versions, places, members) = try await read(batch.map(\.body), in: transaction)
        var admissions: [NativeMembers.Admission] = []
        let outcomes: [Outcome] = batch.map { message in
            let incident = message.body.incident
            guard let version = versions[incident.id], version >= incident.version else { return .tooEarly }
            // Who left meanwhile has been taken out.
            guard members[incident.id]?.contains(message.body.email.lowercased()) == true else { return .done }
            for place in places[incident.id] ?? [] {
                if place.provider == ProviderSettings.native, let id = UUIDText.uuid(from: place.externalID) {
                    admissions.append(NativeMembers.Admission(place.kind, id, email: message.body.email))
                } else {
                    transaction.order(
                        AddMember(incident: incident, resource: place.kind, email: message.body.email),
                        about: Subject(incident, cause: message.traceparent))
                }
            }
            return .done
        }
        for statement in NativeMembers.admit(admissions) { transaction.write(statement) }
        return outcomes
    }

    private func read(
        _ facts: [ParticipantAdded], in transaction: UnitOfWork
    ) async throws -> (versions: [UUID: Int], places: [UUID: [Place]], members: [UUID: Set<String>]) {
        let ids = PostgresValue.uuidArray(facts.map(\.incident.id))
        let results = try await transaction.pipeline([
            Statement("select id, version from core.incident where id = any($1)", [ids]),
            Statement(
                """
                select incident_id, kind, provider, external_id from core.resource
                where incident_id = any($1) and state = 'created' and kind = any($2) and external_id is not null
                """, [ids, .textArray(ResourceKind.allCases.filter(\.takesMembers).map(\.rawValue))]),
            Statement(
                """
                select p.incident_id, lower(p.email) as email
                from core.participant p join unnest($1::uuid[], $2::text[]) as f (incident_id, email) using (incident_id, email)
                """, [ids, .textArray(facts.map(\.email))]),
        ])
        var versions: [UUID: Int] = [:]
        for row in results[0] { versions[try row.decode("id")] = try row.decode("version") }
        var places: [UUID: [Place]] = [:]
        for row in results[1] {
            places[try row.decode("incident_id"), default: []].append(
                Place(
                    kind: try row.enumeration("kind"), provider: try row.decode("provider"),
                    externalID: try row.decode("external_id")))
        }
        var members: [UUID: Set<String>] = [:]
        for row in results[2] { members[try row.decode("incident_id"), default: []].insert(try row.decode("email")) }
        return (versions, places, members)
    }
}
