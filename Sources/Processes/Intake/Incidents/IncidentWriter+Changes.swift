import HTTPKit
import Contracts
import FoundationEssentials
import HTTPTypes
import Incident
import JSON
import Postgres
import IncidentStore
import WorkStore
import WorkerKit

extension IncidentWriter {
    /// Changes an incident.
    /// - Parameter version: the version that the caller has seen, if it says so.
    /// - Throws: ``Problem`` 404 or 412; `PostgresError`.
    func change(
        _ name: IncidentName, _ change: IncidentChange, ifVersion version: Int?, actor: String, trace: String?
    ) async throws {
        try await write(name, ifVersion: version) { record, _ in
            let time = Date()
            let changes = change.apply(to: &record, at: time)
            if changes.isEmpty { return nil }
            let lines = zip(TimelineIDs.make(changes.count, at: time), changes).map { id, change in
                TimelineEntry(
                    id: id, at: time, kind: change.field == "status" ? "status" : "changed", actor: actor,
                    text: change.line)
            }
            return Change(
                statements: [Self.update(record), IncidentRows.insert(timeline: lines.map { (record.id, $0) })],
                announcements: [Self.updated(record, changes.map(\.field), actor: actor, cause: trace)])
        }
    }

    /// What a change writes and announces.
    struct Change: Sendable {
        var statements: [Statement]
        var announcements: [Announcement]
    }

    /// Locks an incident, asks what to write, and commits that with what is announced.
    /// - Returns: for a request with an idempotency key its answer, which is the earlier one when the key was used before.
    @discardableResult func write(
        _ name: IncidentName, ifVersion version: Int? = nil, idempotency: Idempotency? = nil,
        _ decide: (inout IncidentRecord, [ParticipantRecord]) throws -> Change?
    ) async throws -> StoredAnswer? {
        let (answer, rows): (StoredAnswer?, [OutboxRow]) = try await database.transaction { transaction in
            if let kept = try await replay(idempotency, in: transaction) { return (kept, []) }
            let locked = try await transaction.query(
                "select id from core.incident where number = $1 for no key update", [.int8(name.number)])
            guard !locked.isEmpty, var record = try await IncidentReader.incident(name, in: transaction) else {
                throw Problem.noIncident(name)
            }
            if let version, version != record.version {
                throw Problem(
                    .preconditionFailed,
                    "\(name) is at version \(record.version) and not \(version): read it again and decide anew")
            }
            let participants = try await IncidentReader.participants(of: record.id, in: transaction)
            let change = try decide(&record, participants) ?? Change(statements: [], announcements: [])
            let rows = change.announcements.map { $0.row() }
            let statements = change.statements + (rows.isEmpty ? [] : [OutboxRow.insert(rows)])
            guard let idempotency else {
                try await transaction.queryAndCommit(statements)
                return (nil, rows)
            }
            _ = try await transaction.pipeline(statements)
            let answer = try await Self.answer(name, publicURL: publicURL, in: transaction)
            try await transaction.queryAndCommit([IdempotencyRows.keep([(idempotency, answer)])])
            return (answer, rows)
        }
        handOver(rows)
        return answer
    }

    private static func answer(
        _ name: IncidentName, publicURL: String, in transaction: PostgresTransaction
    ) async throws -> StoredAnswer {
        guard let detail = try await IncidentReader.detail(name, in: transaction) else {
            throw Problem.noIncident(name)
        }
        return StoredAnswer(status: 200, body: JSON.object(detail.json(publicURL: publicURL)).bytes())
    }

    /// Writes all that can change of a record.
    static func update(_ record: IncidentRecord) -> Statement {
        Statement(
            """
            update core.incident set status = $2, severity = $3, priority = $4, title = $5, description = $6, type = $7,
                visibility = $8, version = $9, stable_at = $10, closed_at = $11, updated_at = $12
            where id = $1
            """,
            [
                .uuid(record.id), .text(record.status.rawValue), .text(record.severity), .text(record.priority),
                .text(record.title), .text(record.description), .text(record.type), .text(record.visibility.rawValue),
                .int4(Int32(record.version)), .init(record.stableAt), .init(record.closedAt),
                .timestamptz(record.updatedAt),
            ])
    }

    static func updated(
        _ record: IncidentRecord, _ changes: [String], actor: String, cause: String?
    ) -> Announcement {
        Announcement(
            message: .incidentUpdated(
                IncidentUpdated(
                    incident: record.reference, status: record.status, changes: changes, actor: actor)),
            subject: record.name, correlationID: record.id, cause: cause)
    }
}

extension IncidentRecord {
    /// How messages name the incident at this version.
    var reference: IncidentReference { IncidentReference(id: id, name: name, version: version) }
}

extension Problem {
    static func noIncident(_ name: some CustomStringConvertible) -> Problem {
        Problem(.notFound, "there is no incident \(name)")
    }
}
