import AMQP
import Contracts
import Curl
import Encodings
import FoundationEssentials
import Incident
import IncidentStore
import JSON
import Logging
import NativeProviders
import Postgres
import TestServers
import WorkStore

@testable import ResourceCreator
@testable import WorkerKit

/// The resource-creator without a broker, on a database of its own: what it announces to itself is delivered to it at
/// once, what it announces to others is kept.
struct Bench: Sendable {
    let database: TestDatabase
    let environment: WorkerEnvironment
    let native: NativeProviders

    /// Runs a test with a bench.
    /// - Parameters:
    ///   - types: the organisation's incident types, as JSON; the first is the default.
    ///   - newer: sections that only a newer release knows.
    static func with(
        types: JSON = [["name": "outage", "commander": "primary-oncall@example.org"]], newer: JSONObject = [:],
        _ body: @Sendable (Bench) async throws -> Void
    ) async throws {
        let database = try await SuiteDatabase.empty()
        let environment = try environment(of: database)
        let bench = Bench(
            database: database, environment: environment,
            native: NativeProviders(database: environment.database, publicURL: "https://muster.example.org"))
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await environment.database.run() }
            defer { group.cancelAll() }
            try await bench.configure(types: types, newer: newer)
            try await body(bench)
        }
    }

    private static func environment(of database: TestDatabase) throws -> WorkerEnvironment {
        let url = try database.url(process: "resource-creator")
        let logger = Logger(label: "test")
        let client = PostgresClient(
            configuration: try PostgresConfiguration(url: url, applicationName: "test"), logger: logger)
        let metrics = MetricsRegistry()
        return WorkerEnvironment(
            name: "resource-creator",
            configuration: try WorkerConfiguration(environment: [
                "MUSTER_DATABASE_URL": url, "MUSTER_AMQP_URL": "amqp://127.0.0.1:1/none",
                "MUSTER_PUBLIC_URL": "https://muster.example.org",
            ]), database: client, http: CurlClient(), organisation: OrganisationSource(database: client),
            metrics: metrics,
            committer: Committer(
                database: client, source: "/muster/resource-creator", handOver: { _ in }, publish: { _ in [] },
                wakeTimers: {}),
            logger: logger)
    }

    /// Applies a configuration with these incident types.
    func configure(types: JSON, newer: JSONObject = [:]) async throws {
        var document: JSONObject = [
            "people": [
                ["email": "primary-oncall@example.org", "name": "Primary On-call", "team": "Payments"],
                ["email": "reporter@example.org", "name": "Reporter"],
            ],
            "severities": [["name": "high"]], "priorities": [["name": "p1"]], "incident_types": types,
        ]
        for (key, section) in newer { document[key] = section }
        let text = JSON.object(document).text().replacing("'", with: "''")
        try await database.run(
            sql: """
                insert into core.configuration (digest, document, applied_by) values ('test', '\(text)', 'test');
                """)
    }

    /// Makes an incident with a commander and a reporter, as intake does.
    func open(status: IncidentStatus = .active, type: String = "outage") async throws -> IncidentReference {
        let id = UUID.v7()
        let rows = try await database.run(
            sql: """
                insert into core.incident (id, title, description, type, severity, priority, source, status)
                values ('\(id)', 'Payments are refused', 'Every third card fails.', '\(type)', 'high', 'p1', 'report',
                    '\(status.rawValue)');
                insert into core.participant (incident_id, email, name, team, roles, engaged_by) values
                    ('\(id)', 'primary-oncall@example.org', 'Primary On-call', 'Payments', '{incident_commander}', 'rota'),
                    ('\(id)', 'reporter@example.org', 'Reporter', null, '{reporter}', 'reporter@example.org');
                select name from core.incident where id = '\(id)';
                """)
        return IncidentReference(id: id, name: rows.last ?? "", version: 1)
    }

    /// Plans all places of an incident, of which none is there yet: as the release before this one does, or as it is of
    /// places that vendors make.
    func plan(_ incident: IncidentReference) async throws {
        let records = ResourceKind.allCases.map {
            (incident.id, ResourceRecord(id: .v7(), kind: $0, provider: "native", state: .pending, plannedAt: Date()))
        }
        try await write { _ = try await $0.query(Resources.plan(records)) }
    }

    /// One value of the database, as text.
    func value(_ sql: String) async throws -> String? {
        try await database.run(sql: sql).first
    }
}
