import AMQP
import Capabilities
import Contracts
import Curl
import Encodings
import FoundationEssentials
import Incident
import IncidentStore
import JSON
import PlaybookDesk
import PlaybookStore
import ProviderKit
import StatesLanguage
import Synchronization
import TestServers
import Testing
import WorkStore
import WorkerKit
import WorkerTesting

@testable import PlaybookRunner

/// Remembers every mail.
final class Post: Mail {
    let name = "post"
    private let sent = Mutex<[Capabilities.MailMessage]>([])

    var mails: [Capabilities.MailMessage] { sent.withLock { $0 } }

    func send(_ message: Capabilities.MailMessage) async throws(ProviderError) { sent.withLock { $0.append(message) } }
}

/// The worker on the runtime of a process, with a broker in memory and a database of the suite's own.
struct RunnerFixture: Sendable {
    let database: TestDatabase
    let harness: WorkerHarness
    let post: Post
    let incident = UUID.v7()
    var desk: ExecutionDesk {
        ExecutionDesk(database: harness.environment.database, committer: harness.environment.committer)
    }

    static func run(
        allowing network: String? = nil, _ body: (RunnerFixture) async throws -> Void
    ) async throws {
        let database = try await SuiteDatabase.empty()
        let post = Post()
        let organisation: JSON = [
            "people": [
                ["email": "lead@example.org", "name": "Lead"], ["email": "bob@example.org", "name": "Bob Baker"],
            ],
            "severities": [["name": "high"]], "priorities": [["name": "p1"]],
            "incident_types": [
                ["name": "outage", "commander": "lead@example.org", "playbooks": ["triage", "missing"]]
            ],
            "announcements": ["from": "muster@example.org"],
        ]
        _ = try await database.run(
            sql: """
                insert into core.configuration (digest, document, applied_by)
                values ('test', '\(organisation.text())', 'test')
                """)
        try await WorkerHarness.run(
            "playbook-runner", databaseURL: database.url(process: "playbook-runner")
        ) { environment in
            var environment = environment
            if let network = network.flatMap({ CIDR($0) }) {
                environment.http = CurlClient(
                    policy: OutboundPolicy(allowedNetworks: [network], plainHTTPHosts: ["127.0.0.1"]))
            }
            return Main.handlers(environment, providers: ProviderRegistry(environment, mail: post))
        } _: { harness in
            let fixture = RunnerFixture(database: database, harness: harness, post: post)
            _ = try await fixture.rows(
                """
                insert into core.incident (id, title, description, type, severity, priority, source)
                values ('\(fixture.incident)', 'Payments are refused', '', 'outage', 'high', 'p1', 'report');
                insert into core.participant (incident_id, email, name, roles, engaged_by)
                values ('\(fixture.incident)', 'lead@example.org', 'Lead', '{incident_commander}', 'test');
                """)
            try await body(fixture)
        }
    }

    func rows(_ sql: String) async throws -> [String] { try await database.run(sql: sql) }

    func incidentName() async throws -> IncidentName {
        let name = try await rows("select name from core.incident where id = '\(incident)'")
        return try #require(name.first.flatMap { IncidentName($0) })
    }

    /// Applies a playbook as its desk does.
    @discardableResult
    func apply(_ states: JSON, startAt: String, named name: String = "triage") async throws -> PlaybookVersion {
        let machine: JSON = ["StartAt": .string(startAt), "States": states]
        return try await PlaybookDesk(
            database: harness.environment.database, committer: harness.environment.committer
        ).apply(PlaybookRequest(text: machine.text()), named: name, actor: "test").version
    }

    /// Starts an execution and lets it go on as far as it can.
    @discardableResult
    func start(
        _ playbook: String = "triage", _ input: JSON = [:], name: String? = nil, ofIncident: Bool = false
    ) async throws -> UUID {
        let answer = try await desk.start(
            playbook,
            ExecutionRequest(input: input, name: name, incident: ofIncident ? incidentName() : nil), actor: "ana",
            viewer: .system, idempotency: nil, trace: nil)
        let started = try JSON.parse(answer.body)
        let id = try #require(started["id"]?.stringValue.flatMap { UUIDText.uuid(from: $0) })
        try await look(at: id)
        return id
    }

    /// The runner hears that there is something to be seen to.
    func look(at execution: UUID) async throws {
        #expect(await harness.handle(AdvanceExecution(execution: execution)) == .done)
        try await harness.waitUntilIdle()
    }

    func execution(_ id: UUID) async throws -> ExecutionRecord { try await desk.execution(id, for: .system).execution }

    /// `RUNNING`, and so on, and the output or the error.
    func outcome(_ id: UUID) async throws -> String {
        let execution = try await execution(id)
        return [execution.state, execution.output ?? execution.error?.error].compactMap(\.self).joined(separator: " ")
    }

    /// The types of the events of the history, in their order.
    func history(_ id: UUID) async throws -> [String] {
        try await rows("select type from playbook_runner.history where execution_id = '\(id)' order by number")
    }

    /// The numbers of the timers that are set for an execution.
    func timers(_ id: UUID) async throws -> [Int] {
        try await harness.timers().compactMap { key in
            let parts = key.split(separator: "/")
            return parts[1] == UUIDText.string(from: id) ? Int(parts[2]) : nil
        }
    }

    /// The execution's only timer rings, whatever time it is.
    func ring(_ id: UUID) async throws {
        let timer = try #require(try await timers(id).first)
        _ = try await rows("delete from playbook_runner.timer where key like 'execution/%/\(timer)'")
        #expect(await harness.handle(WakeExecution(execution: id, timer: timer)) == .done)
        try await harness.waitUntilIdle()
    }

    /// An integration publishes a result.
    func publish(_ result: JSON, from integration: String) async throws -> WorkerHarness.Fate {
        let id = UUID.v7()
        let publication = Publication(
            exchange: "playbook-runner", routingKey: "work",
            properties: AMQPProperties(
                contentType: "application/json", messageID: UUIDText.string(from: id), type: "result.\(integration)"),
            body: result.bytes())
        _ = await harness.broker.publisher.publish([publication], timeout: .seconds(1)) { _, _ in }
        let fate = await harness.fates(of: [id])[0]
        try await harness.waitUntilIdle()
        return fate
    }

    /// What integrations were asked for, in its order.
    func requests() async throws -> [StepRequested] { try await harness.announced(StepRequested.self) }

    func timeline() async throws -> [String] {
        try await rows(
            "select text from core.timeline where incident_id = '\(incident)' and kind = 'playbook' order by id")
    }

    static func function(_ name: String) -> JSON { .string("arn:aws:lambda:::function:\(name)") }
}
