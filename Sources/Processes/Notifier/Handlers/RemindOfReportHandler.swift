import Contracts
import FoundationEssentials
import Incident
import IncidentStore
import Organisation
import PeopleDesk
import PeopleStore
import Postgres
import WorkStore
import WorkerKit

/// Plans the reminders to report of incidents that are active. The timer only wakes: what is due, the rows say.
struct RemindOfReportHandler: DatabaseHandler {
    let planner: NoticePlanner

    func handle(_ batch: [Received<RemindOfReport>], in transaction: UnitOfWork) async throws -> [Outcome] {
        let reminders = ReportReminders(planner: planner)
        for message in batch {
            try await reminders.follow(message.body.incident, cause: message.traceparent, in: transaction)
        }
        return batch.map { _ in .done }
    }
}

/// When commanders are reminded to report: by severity and priority, of which the shorter interval counts.
struct ReportReminders: Sendable {
    let planner: NoticePlanner

    static func timer(_ incident: UUID) -> String { "report/\(incident.uuidString.lowercased())" }

    /// Plans what is due now, and sets the timer for what is due next; takes it back where nobody has to report.
    func follow(_ id: UUID, cause: String?, in transaction: UnitOfWork) async throws {
        let organisation = try await planner.environment.organisation.current()
        guard let incident = try await Incidents.incident(id, for: .system, in: transaction),
            incident.status == .active, let interval = ReportDue.interval(of: incident, in: organisation),
            let rhythm = try await ReportRhythms.rhythm(of: id, in: transaction),
            let row = try await transaction.query(
                """
                select now() as now,
                    (select max(sent_at) from notice where incident_id = $1 and kind = 'reminder') as reminded_at
                """, [.uuid(id)]
            ).first
        else { return transaction.cancelTimer(key: Self.timer(id)) }
        let now: Date = try row.decode("now")
        let remindedAt: Date? = try row.decode("reminded_at")
        let newest = rhythm.newest(every: interval, remindedAt: remindedAt, at: now)
        if let newest {
            var plan = NoticePlanner.Plan()
            planner.remind(incident, since: rhythm.reportedAt, due: newest, organisation, cause: cause, into: &plan)
            try await planner.write(plan, in: transaction)
        }
        let next = newest?.addingTimeInterval(interval) ?? rhythm.dueAt(every: interval, remindedAt: remindedAt)
        transaction.schedule(
            RemindOfReport(incident: id), key: Self.timer(id), at: next,
            about: Subject(name: incident.name, id: id, cause: cause))
    }
}
