import Contracts
import CostStore
import FoundationEssentials
import Incident
import Organisation
import PeopleStore
import Postgres
import IncidentStore
import WorkStore
import WorkerKit

/// Tells a new status, who has the command now, what people did, and that all alerts are resolved. Events come late and out of order: what is
/// older than what was told last is dropped, and of a command that has gone on since, only who gave it away is told.
struct IncidentUpdatedHandler: DatabaseHandler {
    let planner: NoticePlanner

    func handle(_ batch: [Received<IncidentUpdated>], in transaction: UnitOfWork) async throws -> [Outcome] {
        var newest: [UUID: Received<IncidentUpdated>] = [:]
        let atRest = batch.filter { $0.body.changes.contains(IncidentUpdated.alertsAtRest) }
        for message in batch where message.body.changes != [IncidentUpdated.alertsAtRest] {
            let reference = message.body.incident
            if let known = newest[reference.id], known.body.incident.version >= reference.version { continue }
            newest[reference.id] = message
        }
        let news = newest.isEmpty ? [] : try await remember(newest, in: transaction)
        let handovers = batch.filter { $0.body.handover != nil }
        if !news.isEmpty || !handovers.isEmpty { try await tell(news, handovers, in: transaction) }
        try await remind(batch, in: transaction)
        try await News(planner: planner).tell(
            batch.map { .init(incident: $0.body.incident, lines: $0.body.told, cause: $0.traceparent) }, in: transaction
        )
        if !atRest.isEmpty { try await tellOfRest(atRest, in: transaction) }
        return batch.map { _ in .done }
    }

    /// Sets the timers of reminders by what the incidents are now, where anybody is reminded at all.
    private func remind(_ batch: [Received<IncidentUpdated>], in transaction: UnitOfWork) async throws {
        let organisation = try await planner.environment.organisation.current()
        guard (organisation.severities + organisation.priorities).contains(where: { $0.reportEvery != nil }) else {
            return
        }
        let decisive: Set<String> = ["status", "severity", "priority", "report", "report_delay"]
        let causes = Dictionary(
            batch.filter { !decisive.isDisjoint(with: $0.body.changes) }.map { ($0.body.incident.id, $0.traceparent) }
        ) { first, _ in first }
        for (incident, cause) in causes {
            try await ReportReminders(planner: planner).follow(incident, cause: cause, in: transaction)
        }
    }

    /// Takes note of newer versions.
    /// - Returns: those whose status is another than the one before. An incident opens as active, which is announced elsewhere.
    private func remember(
        _ newest: [UUID: Received<IncidentUpdated>], in transaction: UnitOfWork
    ) async throws -> [Received<IncidentUpdated>] {
        let rows = try await transaction.query(
            """
            insert into told as t (incident_id, version, status)
            select incident_id, version, status
            from unnest($1::uuid[], $2::int4[], $3::text[]) as event (incident_id, version, status)
            order by incident_id
            on conflict (incident_id) do update set
                before_status = t.status, version = excluded.version, status = excluded.status
            where t.version < excluded.version
            returning incident_id, coalesce(before_status, $4) as before_status
            """,
            [
                .uuidArray(newest.values.map(\.body.incident.id)),
                .int4Array(newest.values.map { Int32(clamping: $0.body.incident.version) }),
                .textArray(newest.values.map(\.body.status.rawValue)), .text(IncidentStatus.active.rawValue),
            ])
        return try rows.compactMap { row in
            guard let message = newest[try row.decode("incident_id")] else { return nil }
            let before = try row.enumeration("before_status", of: IncidentStatus.self)
            return message.body.status == before ? nil : message
        }
    }

    /// Tells in the conversations of incidents that all of their alerts are resolved, unless one fires again meanwhile or
    /// people have closed the incident.
    private func tellOfRest(_ messages: [Received<IncidentUpdated>], in transaction: UnitOfWork) async throws {
        let incidents = try await Incidents.byID(messages.map(\.body.incident.id), in: transaction)
        let firing = try await transaction.query(
            "select distinct incident_id from core.alert where incident_id = any($1) and status <> 'resolved'",
            [.uuidArray(Array(incidents.keys))])
        let organisation = try await planner.environment.organisation.current()
        let restless = Set(try firing.map { try $0.decode("incident_id", as: UUID.self) })
        var plan = NoticePlanner.Plan()
        for message in messages {
            let reference = message.body.incident
            guard let incident = incidents[reference.id], incident.status != .closed,
                !restless.contains(reference.id)
            else { continue }
            let resources = try await Resources.resources(of: reference.id, for: .system, in: transaction)
            planner.tellOfRest(
                incident, version: reference.version, resources: resources, organisation, cause: message.traceparent,
                into: &plan)
        }
        try await planner.write(plan, in: transaction)
    }

    private func tell(
        _ news: [Received<IncidentUpdated>], _ handovers: [Received<IncidentUpdated>], in transaction: UnitOfWork
    ) async throws {
        let organisation = try await planner.environment.organisation.current()
        let incidents = try await Incidents.byID((news + handovers).map(\.body.incident.id), in: transaction)
        var plan = NoticePlanner.Plan()
        for message in news {
            let reference = message.body.incident
            guard let incident = incidents[reference.id] else { continue }
            let resources = try await Resources.resources(of: reference.id, for: .system, in: transaction)
            let cost = try await CostAccounts.total(of: reference.id, in: transaction)
            let subscribers = try await Subscriptions.list(of: reference.id, for: .system, in: transaction)
            try await planner.tell(
                message.body.status, of: incident, version: reference.version, cost: cost,
                merge: message.body.status == .closed ? try await MergeNews.load(incident, in: transaction) : nil,
                resources: resources,
                subscribers: subscribers.map(\.email), organisation, cause: message.traceparent, into: &plan)
        }
        for message in handovers {
            let reference = message.body.incident
            guard let incident = incidents[reference.id], let handover = message.body.handover else { continue }
            let resources = try await Resources.resources(of: reference.id, for: .system, in: transaction)
            planner.tell(
                handover, of: incident, version: reference.version, resources: resources, organisation,
                cause: message.traceparent, into: &plan)
        }
        try await planner.write(plan, in: transaction)
    }
}
