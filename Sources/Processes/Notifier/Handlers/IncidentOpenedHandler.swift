import PeopleDesk
import Contracts
import FoundationEssentials
import Incident
import Postgres
import IncidentStore
import Organisation
import WorkStore
import WorkerKit

/// Announces an incident, and sees to it that its participants are welcomed even when a place of the response cannot be
/// made in time.
struct IncidentOpenedHandler: DatabaseHandler {
    /// How long a welcome waits for the places of the response.
    static let patience: Duration = .seconds(60)

    let planner: NoticePlanner

    func handle(_ batch: [Received<IncidentOpened>], in transaction: UnitOfWork) async throws -> [Outcome] {
        let organisation = try await planner.environment.organisation.current()
        let ids = batch.map(\.body.incident.id)
        let incidents = try await Incidents.byID(ids, in: transaction)
        let reporters =
            organisation.mailReports == nil ? [:] : try await MailThread.reporters(of: ids, in: transaction)
        var plan = NoticePlanner.Plan()
        var outcomes: [Outcome] = []
        for message in batch {
            let reference = message.body.incident
            guard let incident = incidents[reference.id], incident.version >= reference.version else {
                outcomes.append(.tooEarly)
                continue
            }
            outcomes.append(.done)
            guard incident.status != .closed else { continue }
            planner.announce(incident, organisation, cause: message.traceparent, into: &plan)
            if let reporter = reporters[incident.id] {
                planner.answer(reporter, of: incident, organisation, cause: message.traceparent, into: &plan)
            }
            if ReportDue.interval(of: incident, in: organisation) != nil {
                try await ReportReminders(planner: planner).follow(
                    incident.id, cause: message.traceparent, in: transaction)
            }
            guard incident.assembledAt == nil else { continue }
            transaction.schedule(
                WelcomeParticipants(incident: reference), key: WelcomeParticipantsHandler.timerKey(reference.id),
                after: Self.patience, about: Subject(reference, cause: message.traceparent))
        }
        try await planner.write(plan, in: transaction)
        return outcomes
    }
}
