import Contracts
import Cost
import CostStore
import Encodings
import FoundationEssentials
public import Incident
public import IncidentStore
import JSON
public import Organisation
import Postgres
import WorkStore

extension IncidentWriter {
    /// Enters a cost by hand. The incident may be closed: bills come late.
    /// - Parameters:
    ///   - actor: who says so.
    ///   - viewer: the same, as far as it decides whether the incident is there.
    ///   - trace: the `traceparent` of the request.
    /// - Returns: the answer: the cost; the earlier one when the idempotency key was used before.
    /// - Throws: ``IncidentDeskError``; `PostgresError`.
    public func enter(
        _ request: CostRequest, of name: IncidentName, by organisation: OrganisationConfiguration, actor: String,
        viewer: Viewer, idempotency: Idempotency?, trace: String?
    ) async throws -> StoredAnswer {
        try request.check(organisation)
        return try await committer.commit { work in
            if let kept = try await replay(idempotency, in: work) { return kept }
            guard var record = try await IncidentResponse.hold(name, for: viewer, in: work)?.incident else {
                throw IncidentDeskError.noIncident(name)
            }
            record.version += 1
            record.updatedAt = Date()
            let cost = EnteredCost(
                id: .v7(), of: record.id, named: record.name, type: request.type, amount: request.amount,
                reason: request.reason, enteredBy: actor, from: request.from, until: request.until)
            guard let row = try await work.query(cost.insertion).first else {
                throw PostgresError(.decoding, "the new cost has no time")
            }
            work.write(Incidents.update(record))
            work.write(
                Timeline.append([
                    Timeline.Line(
                        of: record.id, .cost, by: actor,
                        "\(request.type): \(request.amount.text) (\(request.reason))")
                ]))
            work.announce([Self.updated(record, [IncidentUpdated.costs], actor: actor, cause: trace)])
            let answer = StoredAnswer(status: 201, body: cost.json(enteredAt: try row.decode("entered_at")).bytes())
            if let idempotency { work.write(IdempotencyRows.keep([(idempotency, answer)])) }
            return answer
        }
    }
}
