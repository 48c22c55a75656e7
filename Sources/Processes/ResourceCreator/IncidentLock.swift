import Contracts
import FoundationEssentials
import Incident
import Postgres
import IncidentStore
import WorkStore
import WorkerKit

/// What is written when something about an incident's places changes. Every change holds the incident's row, so that of
/// two that end at the same time one sees the other: what waits for both is begun exactly once.
struct IncidentLock: Sendable {
    var incident: IncidentReference
    /// The trace that led here.
    var cause: String?

    /// The incident's places and people as they are while its row is held.
    struct Held: Sendable {
        var version: Int
        var resources: [ResourceRecord]
        var members: [String]

        var graph: ResourceGraph {
            ResourceGraph(Dictionary(resources.map { ($0.kind, $0.state) }, uniquingKeysWith: { first, _ in first }))
        }
    }

    /// Takes the incident's row, and reads what belongs to it after that.
    func hold(in transaction: UnitOfWork) async throws -> Held {
        let results = try await transaction.pipeline([
            Statement("select version from core.incident where id = $1 for update", [.uuid(incident.id)]),
            Statement(
                """
                select id, kind, provider, state, external_id, url, attempts, error, planned_at, created_at
                from core.resource where incident_id = $1
                """, [.uuid(incident.id)]),
            Statement("select email from core.participant where incident_id = $1", [.uuid(incident.id)]),
        ])
        guard let row = results[0].first else {
            throw Failure(.deadLetter, code: "no-incident", detail: "\(incident.name) is not there")
        }
        return Held(
            version: try row.decode("version"), resources: try results[1].map { row in try ResourceRecord(row) },
            members: try results[2].map { row in try row.decode("email") })
    }

    /// Notes that everything is there, once.
    func assembled(in transaction: UnitOfWork) async throws {
        let rows = try await transaction.query(
            """
            update core.incident set assembled_at = now(), version = version + 1, updated_at = now()
            where id = $1 and assembled_at is null returning version
            """, [.uuid(incident.id)])
        guard let row = rows.first else { return }
        write("assembled", "Everything that the response needs is there.", in: transaction)
        announce(IncidentAssembled(incident: at(try row.decode("version"))), in: transaction)
    }

    /// Has the links set now, instead of when the timer of the plan fires.
    func link(in transaction: UnitOfWork) {
        transaction.cancelTimer(key: ResourcePlan.linkingKey(incident.id))
        announce(LinkResources(incident: incident), in: transaction)
    }

    /// Adds a line to the timeline.
    func write(_ kind: String, _ text: String, in transaction: UnitOfWork) {
        transaction.write(
            "insert into core.timeline (incident_id, kind, actor, text) values ($1, $2, 'resource-creator', $3)",
            [.uuid(incident.id), .text(kind), .text(text)])
    }

    /// Announces something about the incident.
    func announce(_ message: some Message, in transaction: UnitOfWork) {
        transaction.announce(message, subject: incident.name, correlationID: incident.id, cause: cause)
    }

    /// The incident at a version.
    func at(_ version: Int) -> IncidentReference {
        IncidentReference(id: incident.id, name: incident.name, version: version)
    }
}
