import Capabilities
import Contracts
import Encodings
import FoundationEssentials
import Incident
import JSON
import NativeProviders
import ProviderKit
import Synchronization
import TestServers
import Testing
import WorkerKit
import WorkerTesting

@testable import TaskTracker

/// Remembers every mail, and fails as a test says.
final class Post: Mail {
    let name = "post"
    private let sent = Mutex<[MailMessage]>([])
    private let isWell = Mutex(true)

    var mails: [MailMessage] { sent.withLock { $0 } }
    var recipients: [String] { mails.map(\.to) }

    /// Whether mail is taken from now on.
    func takesMail(_ takes: Bool) { isWell.withLock { $0 = takes } }

    func send(_ message: MailMessage) async throws(ProviderError) {
        guard isWell.withLock({ $0 }) else {
            throw ProviderError(
                provider: name, operation: "mail.send", remedy: .retry, code: "451", detail: "try later",
                mayHaveHappened: false, isOutage: false)
        }
        sent.withLock { $0.append(message) }
    }
}

/// The worker on the runtime of a process, with a broker in memory and a database of the suite's own.
struct TaskFixture: Sendable {
    let database: TestDatabase
    let harness: WorkerHarness
    let post: Post
    let incident = UUID.v7()
    let conversation = UUID.v7()

    static func run(_ body: (TaskFixture) async throws -> Void) async throws {
        let database = try await SuiteDatabase.empty()
        let post = Post()
        let organisation: JSON = [
            "people": [
                ["email": "lead@example.org", "name": "Lead"], ["email": "bob@example.org", "name": "Bob Baker"],
                ["email": "ann@example.org", "name": "Ann"],
            ],
            "severities": [["name": "high"]], "priorities": [["name": "p1"]],
            "incident_types": [["name": "outage", "commander": "lead@example.org"]],
            "announcements": ["from": "muster@example.org"],
        ]
        _ = try await database.run(
            sql: """
                insert into core.configuration (digest, document, applied_by)
                values ('test', '\(organisation.text())', 'test')
                """)
        try await WorkerHarness.run("task-tracker", databaseURL: database.url(process: "task-tracker")) { environment in
            Main.handlers(environment, providers: ProviderRegistry(environment, mail: post))
        } _: { harness in
            let fixture = TaskFixture(database: database, harness: harness, post: post)
            try await fixture.open()
            try await body(fixture)
        }
    }

    /// An incident that somebody leads, with a conversation of this database.
    private func open() async throws {
        _ = try await rows(
            """
            insert into core.incident (id, title, description, type, severity, priority, source)
            values ('\(incident)', 'Payments are refused', '', 'outage', 'high', 'p1', 'report');
            insert into core.participant (incident_id, email, name, roles, engaged_by)
            values ('\(incident)', 'lead@example.org', 'Lead', '{incident_commander}', 'test');
            insert into native.conversation (id, effect_key, name, topic, is_private)
            values ('\(conversation)', 'incident/\(UUIDText.string(from: incident))/conversation',
                '\(UUIDText.string(from: conversation))', '', false);
            insert into core.resource (id, incident_id, kind, provider, state, external_id) values
                (core.uuid_v7(), '\(incident)', 'conversation', 'native', 'created',
                '\(UUIDText.string(from: conversation))');
            """)
    }

    func rows(_ sql: String) async throws -> [String] { try await database.run(sql: sql) }

    /// The incident as messages name it.
    func reference() async throws -> IncidentReference {
        let name = try await rows("select name from core.incident where id = '\(incident)'")
        return IncidentReference(id: incident, name: try #require(name.first), version: 1)
    }

    /// A task of Bob's, as the desk writes it, whose event has not come yet.
    func task(owner: String = "bob@example.org", dueIn span: String = "1 day", priority: String = "medium") async throws
        -> UUID
    {
        let id = UUID.v7()
        _ = try await rows(
            """
            insert into core.task (id, incident_id, text, owner, assignees, due, priority, source, created_by, steps)
            values ('\(id)', '\(incident)', 'Restart the queue', '\(owner)', '{\(owner)}', now() + interval '\(span)',
                '\(priority)', 'api', 'ann@example.org', 1);
            insert into core.task_step (task_id, number, kind, actor, text) values ('\(id)', 1, 'created', 'test', '');
            """)
        return id
    }

    /// Delivers that a task was made, and waits for what follows.
    func created(_ task: UUID, by actor: String = "ann@example.org") async throws {
        let fact = TaskCreated(incident: try await reference(), task: task, step: 1, actor: actor)
        #expect(await harness.handle(fact) == .done)
        try await harness.waitUntilIdle()
    }

    /// Delivers a change, twice, and waits for what follows.
    func updated(
        _ task: UUID, _ change: TaskUpdated.Change, step: Int, by actor: String = "bob@example.org"
    ) async throws {
        let fact = TaskUpdated(
            incident: try await reference(), task: task, step: step, change: change, actor: actor)
        for _ in 0..<2 { #expect(await harness.handle(fact) == .done) }
        try await harness.waitUntilIdle()
    }

    /// Lets time pass for a task: all of its times lie further back, and its timer rings.
    func pass(_ span: String, of task: UUID, isIdleAfter: Bool = true) async throws {
        _ = try await rows(
            """
            update core.task set due = due - interval '\(span)', due_set_at = due_set_at - interval '\(span)',
                reminded_at = reminded_at - interval '\(span)', escalated_at = escalated_at - interval '\(span)'
            where id = '\(task)';
            -- What was told then was told of another time.
            update task_tracker.notice set occasion = occasion || ' ' || gen_random_uuid() where task_id = '\(task)'
            """)
        #expect(await harness.handle(RemindOfTask(task: task)) == .done)
        if isIdleAfter { try await harness.waitUntilIdle() }
    }

    /// What Muster says in the incident's conversation.
    func said() async throws -> [String] {
        try await rows(
            """
            select text from native.message where conversation_id = '\(conversation)' and author = 'Muster' order by id
            """)
    }

    func history(_ task: UUID) async throws -> [String] {
        try await rows("select kind || ' ' || text from core.task_step where task_id = '\(task)' order by number")
    }
}
