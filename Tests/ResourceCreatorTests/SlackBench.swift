import Contracts
import Curl
import Encodings
import Environment
import FoundationEssentials
import Incident
import JSON
import NativeProviders
import Organisation
import Postgres
import ProviderKit
import SlackProvider
import SlackStandIn
import TestServers
import WorkerKit
import WorkerTesting

@testable import ResourceCreator

/// The resource-creator on its real runtime and a real database, with a Slack that misbehaves when told to.
struct SlackBench: Sendable {
    static let token = "xoxp-right"

    let database: TestDatabase
    let harness: WorkerHarness
    let slack: SlackStandIn
    let incident: IncidentReference

    /// Runs a test with an incident that is open and has no places yet.
    /// - Parameter token: `xoxp-…` is a person's, which may do more than a bot's.
    static func with(
        token: String = SlackBench.token, isRestricted: Bool = false,
        _ body: @Sendable (SlackBench) async throws -> Void
    ) async throws {
        let slack = try SlackStandIn()
        slack.set(token: token)
        let database = try await SuiteDatabase.empty()
        try await configure(database, slack)
        let incident = try await open(database, isRestricted: isRestricted)
        let url = try database.url(process: "resource-creator")
        try await WorkerHarness.run("resource-creator", databaseURL: url) { environment in
            handlers(environment, token: token)
        } _: { harness in
            try await body(SlackBench(database: database, harness: harness, slack: slack, incident: incident))
        }
    }

    private static func handlers(_ environment: WorkerEnvironment, token: String) -> [WorkerHandler] {
        let client = CurlClient(policy: OutboundPolicy(allowing: ["127.0.0.0/8"]))
        let providers = ProviderRegistry(
            native: NativeProviders.services(
                database: environment.database, publicURL: environment.configuration.publicURL),
            vendors: [SlackProvider.vendor(client: client)],
            variables: EnvironmentVariables(["SLACK_TOKEN": token]))
        return [
            .database(IncidentOpenedHandler(environment: environment)),
            .effects(CreateResourceHandler(environment: environment, providers: providers)),
            .effects(LinkResourcesHandler(environment: environment, providers: providers)),
            .effects(IncidentUpdatedHandler(environment: environment, providers: providers)),
            .database(ParticipantAddedHandler()),
            .effects(AddMemberHandler(environment: environment, providers: providers)),
        ]
    }

    private static func configure(_ database: TestDatabase, _ slack: SlackStandIn) async throws {
        let document: JSON = [
            "people": [["email": "ann@example.org", "name": "Ann"]],
            "severities": [["name": "high"]], "priorities": [["name": "p1"]],
            "incident_types": [["name": "outage", "commander": "ann@example.org"]],
            "providers": [
                [
                    "name": "chat", "kind": "slack", "url": .string(slack.url), "token_variable": "SLACK_TOKEN",
                    "timeout_ms": 5000, "search_lag_ms": 1, "archive_after_hours": 1,
                ]
            ], "capabilities": ["conversations": ["chat"]],
        ]
        try await database.run(
            sql: """
                insert into core.configuration (digest, document, applied_by)
                values ('slack', '\(document.text())', 'test');
                """)
    }

    private static func open(_ database: TestDatabase, isRestricted: Bool) async throws -> IncidentReference {
        let id = UUID.v7()
        let rows = try await database.run(
            sql: """
                insert into core.incident (id, title, description, type, severity, priority, source, status, visibility)
                values ('\(id)', 'Payments are refused', 'Every third card fails.', 'outage', 'high', 'p1', 'report',
                    'active', '\(isRestricted ? "restricted" : "open")');
                insert into core.participant (incident_id, email, name, roles, engaged_by) values
                    ('\(id)', 'ann@example.org', 'Ann', '{incident_commander}', 'rota');
                select name from core.incident where id = '\(id)';
                """)
        return IncidentReference(id: id, name: rows.last ?? "", version: 1)
    }

    /// Tells the worker that the incident is open, and waits until its conversation is there, however often it takes.
    func assemble() async throws {
        await harness.send([
            harness.envelope(
                IncidentOpened(
                    incident: incident, title: "Payments are refused", type: "outage", severity: "high",
                    priority: "p1", visibility: .open, source: .report, drill: false), subject: incident.name)
        ])
        try await settle("the conversation is there") {
            try await value("select state from core.resource where kind = 'conversation'") == "created"
        }
    }

    /// Changes the incident as intake does.
    func change(_ sets: String, to status: IncidentStatus, left: [String] = []) async throws {
        await harness.send([
            harness.envelope(
                IncidentUpdated(
                    incident: try await reference(sets), status: status, changes: ["status"], actor: "test",
                    left: left), subject: incident.name)
        ])
    }

    /// Somebody joins the incident.
    func join(_ email: String) async throws {
        try await database.run(
            sql: """
                insert into core.participant (incident_id, email, name, roles, engaged_by)
                values ('\(incident.id)', '\(email)', 'Bo', '{participant}', 'self');
                """)
        let reference = try await reference("updated_at = now()")
        await harness.send([
            harness.envelope(
                ParticipantAdded(incident: reference, email: email, roles: [.participant]), subject: incident.name)
        ])
    }

    /// Fires the timer that has links and the conversation looked at.
    func link() async throws {
        await harness.send([harness.envelope(LinkResources(incident: incident), subject: incident.name)])
    }

    private func reference(_ sets: String) async throws -> IncidentReference {
        let rows = try await database.run(
            sql: """
                update core.incident set \(sets), version = version + 1 where id = '\(incident.id)' returning version;
                """)
        return IncidentReference(
            id: incident.id, name: incident.name, version: rows.first.flatMap { Int($0) } ?? 0)
    }

    /// Plans a place as the worker does when an incident was opened.
    func plan(_ kind: ResourceKind) async throws {
        try await database.run(
            sql: """
                insert into core.resource (id, incident_id, kind, provider)
                values ('\(UUID.v7())', '\(incident.id)', '\(kind.rawValue)', 'chat');
                """)
    }

    /// Hands a message to this worker and to a second instance of it on the same database, and waits until both are done
    /// with it.
    func handToTwo(_ message: Envelope) async throws {
        let url = try database.url(process: "resource-creator")
        try await WorkerHarness.run(
            "resource-creator", databaseURL: url, handlers: { Self.handlers($0, token: SlackBench.token) }
        ) { other in
            async let first: Void = harness.send([message])
            async let second: Void = other.send([message])
            _ = await (first, second)
            try await eventually("both workers are done with it") {
                let fates = await harness.fates(of: [message.id]) + other.fates(of: [message.id])
                for worker in [harness, other] { worker.broker.advance(by: .seconds(600)) }
                return fates == [.done, .done]
            }
        }
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

    var deadLetters: Int { harness.broker.snapshot.ready("resource-creator.dead").count }

    func value(_ sql: String) async throws -> String? {
        try await database.run(sql: sql).first
    }
}
