import Contracts
import FoundationEssentials
import Incident
import JSON
public import Organisation
import Postgres
public import IncidentStore
public import WorkStore

/// Opens and changes incidents: rows and announcements in one commit.
public struct IncidentWriter: Sendable {
    let committer: Committer
    let publicURL: String

    /// - Parameter publicURL: the base of every link, without a slash at its end.
    public init(committer: Committer, publicURL: String) {
        self.committer = committer
        self.publicURL = publicURL
    }

    /// Opens an incident.
    /// - Returns: the answer to its report; the earlier one when the idempotency key was used before.
    /// - Throws: ``IncidentDeskError/Code/keyReused``; `PostgresError`.
    public func open(
        _ draft: IncidentDraft, in organisation: OrganisationConfiguration, idempotency: Idempotency?, trace: String?
    ) async throws -> StoredAnswer {
        let opening = IncidentOpening(draft, in: organisation, at: Date())
        return try await committer.commit { work in
            if let kept = try await replay(idempotency, in: work) { return kept }
            let number = try await open(opening, in: work)
            let answer = StoredAnswer(status: 201, body: body(of: opening, number: number))
            if let idempotency { work.write(IdempotencyRows.keep([(idempotency, answer)])) }
            work.announce([opening.announcement(number: number, cause: trace)])
            return answer
        }
    }

    /// Writes the rows of an incident; telling of it is for the caller.
    /// - Returns: its number.
    func open(_ opening: IncidentOpening, in work: UnitOfWork) async throws -> Int64 {
        let numbers = try Incidents.numbers(try await work.query(IncidentOpening.insert([opening])))
        guard let number = numbers[opening.id] else {
            throw PostgresError(.decoding, "the new incident has no number")
        }
        for statement in IncidentOpening.insertParts(of: [opening]) { work.write(statement) }
        return number
    }

    /// The kept answer of a request with this key; `nil` when there is none.
    func replay(_ idempotency: Idempotency?, in transaction: some Querying) async throws -> StoredAnswer? {
        switch try await IdempotencyRows.earlier(idempotency, in: transaction) {
        case nil: nil
        case .answered(let answer): answer
        case .keyReused: throw IncidentDeskError.keyReused
        }
    }

    private func body(of opening: IncidentOpening, number: Int64) -> [UInt8] {
        let detail = IncidentDetail(
            response: IncidentResponse(
                incident: opening.record(number: number), participants: opening.participants, resources: []),
            alerts: [], timeline: opening.timeline)
        return JSON.object(detail.json(publicURL: publicURL)).bytes()
    }
}
