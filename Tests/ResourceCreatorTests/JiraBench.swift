import Contracts
import Curl
import Encodings
import Environment
import FoundationEssentials
import Incident
import JSON
import JiraProvider
import JiraStandIn
import NativeProviders
import Organisation
import Postgres
import ProviderKit
import Synchronization
import TestServers
import WorkerKit
import WorkerTesting

@testable import ResourceCreator

/// The resource-creator on its real runtime and a real database, with a Jira that misbehaves when told to.
struct JiraBench: Sendable {
    let database: TestDatabase
    let harness: WorkerHarness
    let jira: JiraStandIn
    let incident: IncidentReference

    /// Runs a test with an incident that is open and has no places yet.
    static func with(
        isCloud: Bool = true, searchLag: Int = 1, _ body: @Sendable (JiraBench) async throws -> Void
    ) async throws {
        let jira = try JiraStandIn(isCloud: isCloud)
        let database = try await SuiteDatabase.empty()
        try await configure(database, jira, isCloud: isCloud, searchLag: searchLag)
        let incident = try await open(database)
        let url = try database.url(process: "resource-creator")
        try await WorkerHarness.run("resource-creator", databaseURL: url) { environment in
            handlers(environment)
        } _: { harness in
            try await body(JiraBench(database: database, harness: harness, jira: jira, incident: incident))
        }
    }

    private static func handlers(_ environment: WorkerEnvironment) -> [WorkerHandler] {
        let client = CurlClient(policy: OutboundPolicy(allowing: ["127.0.0.0/8"]))
        let providers = ProviderRegistry(
            native: NativeProviders.services(
                database: environment.database, publicURL: environment.configuration.publicURL),
            vendors: [JiraProvider.vendor(client: client)],
            variables: EnvironmentVariables(["JIRA_TOKEN": "right"]))
        return [
            .database(IncidentOpenedHandler(environment: environment)),
            .effects(CreateResourceHandler(environment: environment, providers: providers)),
            .effects(LinkResourcesHandler(environment: environment, providers: providers)),
            .effects(IncidentUpdatedHandler(environment: environment, providers: providers)),
            .database(ParticipantAddedHandler()),
            .effects(AddMemberHandler(environment: environment, providers: providers)),
        ]
    }

    private static func configure(
        _ database: TestDatabase, _ jira: JiraStandIn, isCloud: Bool, searchLag: Int
    ) async throws {
        var provider: JSONObject = [
            "name": "tracker", "kind": "jira", "url": .string(jira.url), "token_variable": "JIRA_TOKEN",
            "timeout_ms": 3000, "search_lag_ms": .int(searchLag), "project": "OPS",
            "deployment": isCloud ? "cloud" : "data_center",
        ]
        if isCloud { provider["user"] = "bot@example.org" }
        let document: JSON = [
            "people": [["email": "primary-oncall@example.org", "name": "Primary On-call"]],
            "severities": [["name": "high"]], "priorities": [["name": "p1"]],
            "incident_types": [["name": "outage", "commander": "primary-oncall@example.org"]],
            "providers": [.object(provider)], "capabilities": ["ticketing": ["tracker"]],
        ]
        let text = document.text().replacing("'", with: "''")
        try await database.run(
            sql: "insert into core.configuration (digest, document, applied_by) values ('jira', '\(text)', 'test');")
    }

    private static func open(_ database: TestDatabase) async throws -> IncidentReference {
        let id = UUID.v7()
        let rows = try await database.run(
            sql: """
                insert into core.incident (id, title, description, type, severity, priority, source, status)
                values ('\(id)', 'Payments are refused', 'Every third card fails.', 'outage', 'high', 'p1', 'report',
                    'active');
                insert into core.participant (incident_id, email, name, roles, engaged_by) values
                    ('\(id)', 'primary-oncall@example.org', 'Primary On-call', '{incident_commander}', 'rota');
                select name from core.incident where id = '\(id)';
                """)
        return IncidentReference(id: id, name: rows.last ?? "", version: 1)
    }

    /// Tells the worker that the incident is open, and waits until its ticket is there, however often it takes.
    func assemble() async throws {
        await harness.send([
            harness.envelope(
                IncidentOpened(
                    incident: incident, title: "Payments are refused", type: "outage", severity: "high",
                    priority: "p1", visibility: .open, source: .report, drill: false), subject: incident.name)
        ])
        try await settle("the ticket is there") {
            try await value("select state from core.resource where kind = 'ticket'") == "created"
        }
    }

    /// Changes the incident as intake does, and waits until the ticket says so.
    func change(_ sets: String, to status: IncidentStatus, _ isDone: @escaping @Sendable (JiraStandInTicket) -> Bool)
        async throws
    {
        let version =
            try await database.run(
                sql: """
                    update core.incident set \(sets), version = version + 1 where id = '\(incident.id)' returning version;
                    """
            ).first.flatMap { Int($0) } ?? 0
        let reference = IncidentReference(id: incident.id, name: incident.name, version: version)
        await harness.send([
            harness.envelope(
                IncidentUpdated(incident: reference, status: status, changes: ["status"], actor: "test"),
                subject: incident.name)
        ])
        let jira = jira
        try await settle("the ticket follows to \(status.rawValue)") { jira.tickets.first.map(isDone) ?? false }
    }

    /// Lets rungs of the retry ladder pass until something is so and nothing is left to do.
    func settle(_ what: String, _ condition: @Sendable () async throws -> Bool) async throws {
        try await eventually(what) {
            try await harness.waitUntilIdle()
            harness.broker.advance(by: .seconds(600))
            try await harness.waitUntilIdle()
            return try await condition()
        }
    }

    func value(_ sql: String) async throws -> String? {
        try await database.run(sql: sql).first
    }
}
