import Contracts
import Curl
import Encodings
import Environment
import FoundationEssentials
import Incident
import JSON
import NativeProviders
import ProviderKit
import SlackProvider
import SlackStandIn
import TestServers
import Testing
import WorkerKit
import WorkerTesting

@testable import Notifier

/// What the notifier says in Slack is said once, in the incident's channel and in the general one.
@Suite(
    .serialized, .timeLimit(.minutes(10)), .enabled(if: TestServers.areConfigured, "needs Postgres"), .ownDatabase)
struct SlackNoticeTests {
    /// - Parameter closed: how long ago the incident was closed, as Postgres writes it; `nil` for one that is open.
    private func prepare(_ slack: SlackStandIn, closed: String? = nil) async throws -> (TestDatabase, UUID) {
        slack.make("general")
        slack.make("inc-1", by: "U0BOT")
        let database = try await SuiteDatabase.empty()
        let document: JSON = [
            "people": [["email": "oncall@example.org", "name": "On-call"]],
            "severities": [["name": "high"]], "priorities": [["name": "p1"]],
            "incident_types": [["name": "outage", "commander": "oncall@example.org"]],
            "announcements": ["conversation": "general"],
            "providers": [
                [
                    "name": "chat", "kind": "slack", "url": .string(slack.url), "token_variable": "SLACK_TOKEN",
                    "timeout_ms": 5000, "search_lag_ms": 1, "archive_after_hours": 1,
                ]
            ], "capabilities": ["conversations": ["chat"]],
        ]
        let id = UUID.v7()
        _ = try await database.run(
            sql: """
                insert into core.configuration (digest, document, applied_by)
                values ('slack', '\(document.text())', 'test');
                insert into core.incident (id, title, description, type, severity, priority, source)
                values ('\(id)', 'Payments <are> refused', '', 'outage', 'high', 'p1', 'report');
                insert into core.resource (id, incident_id, kind, provider, state, external_id)
                values ('\(UUID.v7())', '\(id)', 'conversation', 'chat', 'created', '\(slack.channels[1].id)');
                """)
        if let closed {
            try await database.run(
                sql: """
                    update core.incident set status = 'closed', closed_at = now() - interval '\(closed)'
                    where id = '\(id)';
                    """)
        }
        return (database, id)
    }

    static let faults: [(String, [SlackFault.Kind])] = [
        ("nothing goes wrong", []),
        ("the answer is lost after the work", [.drop(afterWork: true)]),
        ("502 in HTML after the work", [.status(502, afterWork: true)]),
        ("429 with a time", [.status(429, headers: ["Retry-After: 1"])]),
        ("half of the answer arrives", [.half]),
        ("lost twice, of both channels", [.drop(afterWork: true), .drop(afterWork: true)]),
    ]

    @Test(arguments: faults.indices)
    func aStatusIsSaidOnce(index: Int) async throws {
        let (what, kinds) = Self.faults[index]
        let slack = try SlackStandIn()
        let (database, incident) = try await prepare(slack)
        for kind in kinds { slack.fail(SlackFault("chat.postMessage", kind)) }
        try await tell(.stable, of: incident, in: database, notices: 2)
        #expect(slack.channels.map(\.messages.count) == [1, 1], "\(what)")
        #expect(slack.channels[1].texts.first?.contains("Payments &lt;are&gt; refused") == true)
        #expect(slack.invalid == [], "\(what)")
    }

    /// An hour after the end its channel is archived, and nothing can be said there: no notice is planned that would never
    /// be sent.
    @Test(arguments: [("10 minutes", [1, 1]), ("70 minutes", [1, 0])])
    func nothingIsSaidInAChannelThatIsArchived(closed: String, expected: [Int]) async throws {
        let slack = try SlackStandIn()
        let (database, incident) = try await prepare(slack, closed: closed)
        try await tell(.closed, of: incident, in: database, notices: expected.reduce(0, +))
        #expect(slack.channels.map(\.messages.count) == expected && slack.invalid == [])
        let planned = try await database.run(sql: "select count(*) from notifier.notice where channel = 'conversation'")
        #expect(planned == ["\(expected.reduce(0, +))"])
    }

    /// Has the notifier tell a status, and waits until all of it is sent.
    private func tell(
        _ status: IncidentStatus, of incident: UUID, in database: TestDatabase, notices: Int
    ) async throws {
        let url = try database.url(process: "notifier")
        try await WorkerHarness.run("notifier", databaseURL: url) { environment in
            let client = CurlClient(policy: OutboundPolicy(allowing: ["127.0.0.0/8"]))
            let providers = ProviderRegistry(
                native: NativeProviders.services(
                    database: environment.database, publicURL: environment.configuration.publicURL),
                vendors: [SlackProvider.vendor(client: client)],
                variables: EnvironmentVariables(["SLACK_TOKEN": "xoxb-right"]))
            return [
                .database(
                    IncidentUpdatedHandler(planner: NoticePlanner(environment: environment, providers: providers))),
                .effects(
                    SendNoticeHandler(
                        environment: environment, providers: providers, groups: GroupMembers { _ in nil })),
            ]
        } _: { harness in
            await harness.send([
                harness.envelope(
                    IncidentUpdated(
                        incident: IncidentReference(id: incident, name: "INC-1", version: 2), status: status,
                        changes: ["status"], actor: "test"))
            ])
            try await eventually("\(notices) notices are sent") {
                try await harness.waitUntilIdle()
                harness.broker.advance(by: .seconds(600))
                try await harness.waitUntilIdle()
                return try await database.run(
                    sql: "select count(*) from notifier.notice where state = 'sent'"
                ).first == "\(notices)"
            }
        }
    }
}
