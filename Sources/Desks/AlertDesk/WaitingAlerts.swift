import Contracts
public import FoundationEssentials
import Incident
import IncidentStore
import JSON
public import Organisation
import Postgres
public import WorkStore

/// Alerts that their routes waited with, and that are still there when their time has come.
public struct WaitingAlerts: Sendable {
    private let organisation: @Sendable () async throws -> OrganisationConfiguration
    private let silences: SilenceBook

    /// - Parameters:
    ///   - organisation: the configuration that decides.
    ///   - silences: reads those that hold alerts back now.
    public init(organisation: @escaping @Sendable () async throws -> OrganisationConfiguration, silences: SilenceBook) {
        self.organisation = organisation
        self.silences = silences
    }

    /// Opens or joins incidents for those of these alerts that are neither resolved nor have an incident.
    public func route(_ alerts: [UUID], in work: UnitOfWork) async throws {
        let rows = try await work.query(
            Statement(
                """
                select source, format, dedup_key, severity, title, description, labels::text as labels, url, group_key,
                    started_at, route
                from core.alert
                where id = any($1) and status <> 'resolved' and incident_id is null and held_until is not null
                    and outcome not in ('silenced', 'playbook')
                order by id
                """, [.uuidArray(alerts)]))
        let submissions = try rows.map { row in
            AlertSubmission(source: try row.decode("source"), alerts: ParsedAlerts(alerts: [try Self.alert(row)]))
        }
        if submissions.isEmpty { return }
        let writes = try await AlertBatch(
            submissions, in: organisation(), silences: silences, at: Date()
        ).decide(in: work)
        for statement in writes.statements { work.write(statement) }
        writes.tell(in: work)
    }

    private static func alert(_ row: PostgresRow) throws -> NormalisedAlert {
        let labels = try JSON.parse(row.decode("labels", as: String.self)).objectValue ?? [:]
        var alert = NormalisedAlert(
            format: try row.enumeration("format"), action: .open, dedupKey: try row.decode("dedup_key"),
            severity: try row.enumeration("severity"), title: try row.decode("title"),
            description: try row.decode("description"),
            labels: labels.reduce(into: [:]) { $0[$1.key] = $1.value.stringValue }, url: try row.decode("url"),
            groupKey: try row.decode("group_key"), startedAt: try row.decode("started_at"))
        alert.dueUnder = try row.decode("route", as: String?.self) ?? ""
        return alert
    }
}
