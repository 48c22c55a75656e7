import Encodings
import FoundationEssentials
public import Incident
import IncidentDesk
public import IncidentStore
import JSON
public import PeopleStore
public import Postgres
import Tasks
public import WorkStore

/// What people report of incidents: conditions, actions and needs, once for every door.
public struct ReportDesk: Sendable {
    private let database: PostgresClient
    private let committer: Committer

    /// - Parameters:
    ///   - database: where reports are read.
    ///   - committer: writes them.
    public init(database: PostgresClient, committer: Committer) {
        self.database = database
        self.committer = committer
    }

    /// A part of an incident's reports, the newest first.
    /// - Throws: `IncidentDeskError` for an incident that is not there for the viewer; `IncidentStoreError`; `PostgresError`.
    public func reports(
        of name: IncidentName, for viewer: Viewer, after cursor: String?, limit: Int
    ) async throws -> Page<StatusReport> {
        try await StatusReports.list(
            of: incident(name, for: viewer).id, for: viewer, after: cursor, limit: limit, in: database)
    }

    /// What the next report begins with.
    /// - Throws: `IncidentDeskError` for an incident that is not there for the viewer; `PostgresError`.
    public func draft(of name: IncidentName, for viewer: Viewer) async throws -> ReportDraft {
        let incident = try await incident(name, for: viewer)
        let last = try await StatusReports.list(of: incident.id, for: viewer, limit: 1, in: database).items.first
        return ReportDraft(of: incident, after: last)
    }

    /// Writes a report: a row, a line of the timeline, and what those are told whom it is for.
    /// - Returns: the answer: the report; the earlier one when the idempotency key was used before.
    /// - Throws: `IncidentDeskError`; `PostgresError`.
    public func write(
        _ request: StatusReportRequest, of name: IncidentName, actor: String, viewer: Viewer, idempotency: Idempotency?,
        trace: String?
    ) async throws -> StoredAnswer {
        try await committer.commit { work in
            try await Answering.once(idempotency, in: work) {
                guard var record = try await IncidentResponse.hold(name, for: viewer, in: work)?.incident else {
                    throw IncidentDeskError.noIncident(name)
                }
                guard request.audience == .participants || record.visibility == .open else {
                    throw IncidentDeskError.invalid(
                        "/audience", "\(name) is restricted: its reports are for those who take part (`participants`)")
                }
                let author = request.author ?? actor
                let report = StatusReport(
                    id: .v7(), incident: record.name, at: Date(), author: author, conditions: request.conditions,
                    actions: request.actions, needs: request.needs, audience: request.audience)
                work.write(StatusReports.insert(report, of: record.id))
                IncidentNote(.report, "Status report of \(author): \(report.summary)", id: report.id).write(
                    ["report"], to: &record, actor: actor, cause: trace, in: work)
                return StoredAnswer(status: 201, body: report.json.bytes())
            }
        }
    }

    /// Has nobody reminded to report before a time, as the answer to a reminder.
    /// - Returns: the answer: until when.
    /// - Throws: `IncidentDeskError`; `PostgresError`.
    public func delay(
        _ request: ReportDelayRequest, of name: IncidentName, actor: String, viewer: Viewer, idempotency: Idempotency?,
        trace: String?
    ) async throws -> StoredAnswer {
        try await committer.commit { work in
            try await Answering.once(idempotency, in: work) {
                guard var record = try await IncidentResponse.hold(name, for: viewer, in: work)?.incident else {
                    throw IncidentDeskError.noIncident(name)
                }
                let left = request.until.timeIntervalSinceNow
                guard left > 0 else { throw IncidentDeskError.invalid("/until", "that time has passed") }
                guard left <= ReportDelayRequest.longest else {
                    throw IncidentDeskError.invalid("/until", "a reminder is put off by a day at most")
                }
                work.write(ReportRhythms.delay(record.id, until: request.until, by: actor, id: .v7()))
                let text = "Nobody is reminded to report before \(TaskContent.moment(request.until))"
                IncidentNote(.report, text, isTold: false).write(
                    ["report_delay"], to: &record, actor: actor, cause: trace, in: work)
                let body: JSON = [
                    "incident": .string(record.name), "until": request.until.json, "delayed_by": .string(actor),
                ]
                return StoredAnswer(status: 201, body: body.bytes())
            }
        }
    }

    private func incident(_ name: IncidentName, for viewer: Viewer) async throws -> IncidentRecord {
        guard let incident = try await Incidents.incident(name, for: viewer, in: database) else {
            throw IncidentDeskError.noIncident(name)
        }
        return incident
    }
}

extension StatusReport {
    /// The conditions in a line, cut with a mark.
    var summary: String {
        let line = conditions.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return line.count <= 200 ? line : line.prefix(199) + "…"
    }
}
