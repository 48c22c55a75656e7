import HTTPKit
import Contracts
import FoundationEssentials
import Incident
import JSON
import Organisation
import Postgres
import IncidentStore
import WorkStore
import WorkerKit

/// Opens and changes incidents: rows and announcements in one commit.
struct IncidentWriter: Sendable {
    var database: PostgresClient
    /// Takes committed rows of the outbox, to publish them at once.
    var handOver: @Sendable ([OutboxRow]) -> Void
    var publicURL: String

    /// Opens an incident.
    /// - Returns: the answer to its report; the earlier one when the idempotency key was used before.
    /// - Throws: ``Problem`` 422 when the key was used with another request; `PostgresError`.
    func open(
        _ draft: IncidentDraft, in organisation: OrganisationConfiguration, idempotency: Idempotency?, trace: String?
    ) async throws -> StoredAnswer {
        let opening = IncidentOpening(draft, in: organisation, at: Date())
        let (answer, rows) = try await database.transaction { transaction in
            if let kept = try await replay(idempotency, in: transaction) { return (kept, [OutboxRow]()) }
            let numbers = try IncidentRows.numbers(try await transaction.query(IncidentRows.insert([opening])))
            guard let number = numbers[opening.id] else {
                throw PostgresError(.decoding, "the new incident has no number")
            }
            let answer = StoredAnswer(status: 201, body: body(of: opening, number: number))
            let rows = [opening.announcement(number: number, cause: trace).row()]
            var statements = IncidentRows.insertParts(of: [opening]) + [OutboxRow.insert(rows)]
            if let idempotency { statements.append(IdempotencyRows.keep([(idempotency, answer)])) }
            try await transaction.queryAndCommit(statements)
            return (answer, rows)
        }
        handOver(rows)
        return answer
    }

    /// The kept answer of a request with this key; `nil` when there is none.
    func replay(_ idempotency: Idempotency?, in transaction: PostgresTransaction) async throws -> StoredAnswer? {
        guard let idempotency else { return nil }
        let results = try await transaction.pipeline([
            AdvisoryLock.take([idempotency.lock]), IdempotencyRows.find([idempotency]),
        ])
        guard let (key, answer) = try IdempotencyRows.kept(results[1]).first else { return nil }
        guard key.fingerprint == idempotency.fingerprint else { throw Problem.keyReused }
        return answer
    }

    private func body(of opening: IncidentOpening, number: Int64) -> [UInt8] {
        let detail = IncidentDetail(
            incident: opening.record(number: number), resources: [], participants: opening.participants, alerts: [],
            timeline: opening.timeline)
        return JSON.object(detail.json(publicURL: publicURL)).bytes()
    }
}
