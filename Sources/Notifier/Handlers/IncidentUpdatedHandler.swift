import Contracts
import FoundationEssentials
import Incident
import Postgres
import Storage
import WorkerKit

/// Tells a new status. Events come late and out of order: what is older than what was told last is dropped.
struct IncidentUpdatedHandler: DatabaseHandler {
    let planner: NoticePlanner

    func handle(_ batch: [Received<IncidentUpdated>], in transaction: WorkTransaction) async throws -> [Outcome] {
        var newest: [UUID: Received<IncidentUpdated>] = [:]
        for message in batch {
            let reference = message.body.incident
            if let known = newest[reference.id], known.body.incident.version >= reference.version { continue }
            newest[reference.id] = message
        }
        let told = try await remember(Array(newest.values), in: transaction)
        let news = newest.values.filter { message in
            StatusPolicy.decide(
                told[message.body.incident.id], version: message.body.incident.version, status: message.body.status)
                == .tell
        }
        if !news.isEmpty { try await tell(Array(news), in: transaction) }
        return batch.map { _ in .done }
    }

    /// Takes note of newer versions under the rows' locks, and returns what was told before.
    private func remember(
        _ messages: [Received<IncidentUpdated>], in transaction: WorkTransaction
    ) async throws -> [UUID: StatusPolicy.Told] {
        let rows = try await transaction.query(
            """
            with event as (
                select * from unnest($1::uuid[], $2::int4[], $3::text[]) as e (incident_id, version, status)
            ), old as (
                select incident_id, version, status from told
                where incident_id = any($1) order by incident_id for update
            ), changed as (
                insert into told as t (incident_id, version, status)
                select event.incident_id, event.version, event.status
                from event left join old using (incident_id) order by incident_id
                on conflict (incident_id) do update set version = excluded.version, status = excluded.status
                where t.version < excluded.version
            )
            select incident_id, version, status from old
            """,
            [
                .uuidArray(messages.map(\.body.incident.id)),
                .int4Array(messages.map { Int32(clamping: $0.body.incident.version) }),
                .textArray(messages.map(\.body.status.rawValue)),
            ])
        var told: [UUID: StatusPolicy.Told] = [:]
        for row in rows {
            told[try row.decode("incident_id")] = StatusPolicy.Told(
                version: Int(try row.decode("version", as: Int32.self)), status: try row.enumeration("status"))
        }
        return told
    }

    private func tell(_ news: [Received<IncidentUpdated>], in transaction: WorkTransaction) async throws {
        let organisation = try await planner.environment.organisation.current()
        let incidents = try await Incidents.load(news.map(\.body.incident.id), in: transaction)
        var plan = NoticePlanner.Plan()
        for message in news {
            let reference = message.body.incident
            guard let incident = incidents[reference.id] else { continue }
            let resources = try await IncidentReader.resources(of: reference.id, in: transaction)
            try await planner.tell(
                message.body.status, of: incident, version: reference.version, resources: resources, organisation,
                cause: message.traceparent, into: &plan)
        }
        try await planner.write(plan, in: transaction)
    }
}
