import Encodings
import FoundationEssentials
import Incident
import Logging
import Postgres
import TestServers

@testable import IncidentStore

/// A database with an open and a restricted incident, each with all that belongs to one.
struct StoreDatabase: Sendable {
    /// Intake's client: no test has more rights than the process has.
    let intake: PostgresClient
    /// The resource creator's client.
    let creator: PostgresClient
    let database: TestDatabase
    let open: IncidentRecord
    let restricted: IncidentRecord
    let openAlert: UUID
    let restrictedAlert: UUID

    /// A moment of whole milliseconds, which the database returns as it is.
    static let time = Date(timeIntervalSince1970: 1_795_000_000)

    static func with(_ body: @Sendable (StoreDatabase) async throws -> Void) async throws {
        let database = try await SuiteDatabase.empty()
        let intake = try client(of: "intake", database)
        let creator = try client(of: "resource-creator", database)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await intake.run() }
            group.addTask { try await creator.run() }
            defer { group.cancelAll() }
            try await body(try await filled(intake, creator, database))
        }
    }

    static func incident(_ visibility: Visibility) -> IncidentRecord {
        IncidentRecord(
            id: .v7(), number: 0, title: "Trouble", description: "", status: .active, type: "outage", severity: "SEV1",
            priority: "high", visibility: visibility, source: .report, drill: false, alertCount: 1, version: 1,
            at: time,
            detectedAt: time, commander: nil, reporter: nil)
    }

    private static func filled(
        _ intake: PostgresClient, _ creator: PostgresClient, _ database: TestDatabase
    ) async throws -> StoreDatabase {
        var records = [incident(.open), incident(.restricted)]
        let numbers = try Incidents.numbers(try await intake.query(Incidents.insert(records)))
        let alerts = [UUID.v7(), UUID.v7()]
        for (index, alert) in alerts.enumerated() {
            records[index].number = numbers[records[index].id] ?? 0
            let id = records[index].id
            let person = ParticipantRecord(
                person: Person(email: "who@example.org", name: "Who"), roles: [.incidentCommander], engagedBy: "test",
                joinedAt: time)
            _ = try await intake.pipeline([
                Participants.write([(id, person)]),
                Timeline.append([Timeline.Line(of: id, .opened, by: "test", "Opened")]),
                Statement(
                    """
                    insert into core.alert (id, source, format, dedup_key, status, severity, title, outcome, reason,
                        incident_id)
                    values ($1, 'test', 'native', $2, 'open', 'critical', 'Secret', 'incident', 'because', $3)
                    """, [.uuid(alert), .text("k\(index)"), .uuid(id)]),
            ])
            _ = try await creator.query(Resources.plan([(id, planned(.ticket, "native"))]))
        }
        return StoreDatabase(
            intake: intake, creator: creator, database: database, open: records[0], restricted: records[1],
            openAlert: alerts[0], restrictedAlert: alerts[1])
    }

    /// A resource that nobody tried to make yet.
    static func planned(_ kind: ResourceKind, _ provider: String) -> ResourceRecord {
        ResourceRecord(id: .v7(), kind: kind, provider: provider, state: .pending, plannedAt: time)
    }

    private static func client(of process: String, _ database: TestDatabase) throws -> PostgresClient {
        PostgresClient(
            configuration: try PostgresConfiguration(url: database.url(process: process), applicationName: "test"),
            logger: Logger(label: "test"))
    }
}
