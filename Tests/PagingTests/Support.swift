import Capabilities
import Contracts
import Encodings
import FoundationEssentials
import Incident
import JSON
import NativeProviders
import Organisation
import ProviderKit
import Synchronization
import TestServers
import Testing
import WorkerKit
import WorkerTesting

@testable import Paging

/// Remembers every mail, and fails as a test says.
final class Post: Mail {
    let name = "post"
    private let sent = Mutex<[MailMessage]>([])
    private let answer: @Sendable (MailMessage) async -> ProviderError?

    init(_ answer: @escaping @Sendable (MailMessage) async -> ProviderError? = { _ in nil }) { self.answer = answer }

    /// Whom the provider was given mail for, in this order.
    var recipients: [String] { sent.withLock { $0.map(\.to) } }
    var mails: [MailMessage] { sent.withLock { $0 } }

    func send(_ message: MailMessage) async throws(ProviderError) {
        sent.withLock { $0.append(message) }
        if let error = await answer(message) { throw error }
    }

    static func refusal(isFinal: Bool = true) -> ProviderError {
        ProviderError(
            provider: "post", operation: "mail.send", remedy: isFinal ? .giveUp : .retry, code: "550",
            detail: "no such box", mayHaveHappened: false, isOutage: false)
    }
}

/// A provider of telephones.
struct Phones: Pager {
    let name = "phones"
    let post: Post

    func find(_ key: EffectKey) async throws(ProviderError) -> ExternalObject? { nil }

    func create(_ draft: PagerDraft, key: EffectKey) async throws(ProviderError) -> ExternalObject {
        try await post.send(
            MailMessage(
                from: draft.channel, to: draft.to, subject: draft.subject, messageID: key.description, date: "",
                body: draft.text))
        return ExternalObject(externalID: "call-1")
    }
}

/// The worker on the runtime of a process, with a broker in memory and a database of the suite's own.
struct PagingFixture: Sendable {
    let database: TestDatabase
    let harness: WorkerHarness
    let post: Post

    /// Two people on call one after the other, and one of the last resort.
    static let organisation: JSON = [
        "people": [
            ["email": "first@example.org", "name": "First"], ["email": "second@example.org", "name": "Second"],
            ["email": "last@example.org", "name": "Last"], ["email": "phone@example.org", "name": "Phone"],
            ["email": "talker@example.org", "name": "Talker"],
        ],
        "severities": [["name": "SEV1"], ["name": "SEV2"], ["name": "SEV3"]],
        "priorities": [["name": "high"], ["name": "low"]],
        "rotas": [
            [
                "name": "weekly", "members": ["first@example.org", "second@example.org"],
                "start": "2026-01-05T08:00:00Z", "turn_hours": 168,
            ]
        ],
        "schedules": [
            [
                "name": "nobody", "timezone": "UTC", "gaps": "allowed",
                "layers": [["name": "l", "start": "2026-01-05T00:00", "turn": "1d", "members": [.null]]],
            ]
        ],
        "hours": [
            [
                "name": "always", "timezone": "UTC",
                "spans": [["from": "00:00", "until": "12:00"], ["from": "12:00", "until": "24:00"]],
            ]
        ],
        "services": [["name": "checkout", "owners": ["second@example.org"]]],
        "policies": [
            [
                "name": "hours",
                "steps": [
                    ["targets": ["first@example.org"], "outside": "always"],
                    ["targets": [["service": "checkout"]], "during": "always"],
                ], "last_resort": ["last@example.org"],
            ],
            [
                "name": "plain",
                "steps": [
                    ["targets": ["first@example.org"], "wait": "5m"],
                    ["targets": ["second@example.org"], "wait": "10m"],
                ], "last_resort": ["last@example.org"],
            ],
            ["name": "talker", "steps": [["targets": ["talker@example.org"]]], "last_resort": ["last@example.org"]],
            ["name": "phone", "steps": [["targets": ["phone@example.org"]]], "last_resort": ["last@example.org"]],
            ["name": "empty", "steps": [["targets": ["nobody"]]], "last_resort": ["last@example.org"]],
            [
                "name": "turns",
                "steps": [["targets": ["first@example.org", "second@example.org"], "strategy": "round_robin"]],
                "last_resort": ["last@example.org"],
            ],
            [
                "name": "commander", "steps": [["targets": [["role": "incident_commander"]]]],
                "last_resort": ["last@example.org"],
            ],
        ],
        "providers": [["name": "phones", "kind": "phones"]], "capabilities": ["paging": ["phones"]],
        "drill_contacts": ["last@example.org"],
        "contacts": [
            ["person": "talker@example.org", "high": [["channel": "conversation", "to": "general"]]],
            [
                "person": "phone@example.org",
                "high": [["channel": "sms", "to": "+15550100"], ["channel": "mail", "after": "1h"]],
            ],
            [
                "person": "second@example.org",
                "high": [["channel": "mail"], ["channel": "mail", "to": "pager@example.org", "after": "1h"]],
            ],
        ],
        "incident_types": [
            [
                "name": "outage", "commander": "first@example.org",
                "paging": [
                    ["policy": "plain", "severity": "SEV1"],
                    ["policy": "plain", "severity": "SEV2", "urgency": "low"],
                ],
            ],
            ["name": "hours", "commander": "first@example.org", "paging": [["policy": "hours"]]],
            ["name": "talker", "commander": "first@example.org", "paging": [["policy": "talker"]]],
            ["name": "phone", "commander": "first@example.org", "paging": [["policy": "phone"]]],
            ["name": "empty", "commander": "first@example.org", "paging": [["policy": "empty"]]],
            ["name": "turns", "commander": "first@example.org", "paging": [["policy": "turns"]]],
            ["name": "commander", "commander": "first@example.org", "paging": [["policy": "commander"]]],
        ],
    ]

    static func run(
        _ post: Post = Post(), settings: WorkerHarness.Settings = .init(),
        _ body: (PagingFixture) async throws -> Void
    ) async throws {
        let database = try await SuiteDatabase.empty()
        _ = try await database.run(
            sql: """
                insert into core.configuration (digest, document, applied_by)
                values ('test', '\(organisation.text())', 'test');
                insert into paging.link_key (key) values (sha256('key'));
                """)
        try await WorkerHarness.run("paging", databaseURL: database.url(process: "paging"), settings: settings) {
            handlers($0, post)
        } _: { harness in
            try await body(PagingFixture(database: database, harness: harness, post: post))
        }
    }

    private static func providers(_ environment: WorkerEnvironment, _ post: Post) -> ProviderRegistry {
        let native = NativeProviders.services(
            database: environment.database, publicURL: environment.configuration.publicURL)
        return ProviderRegistry(
            native: { settings in
                var services = native(settings)
                services.mail = post
                return services
            },
            vendors: [
                Vendor(VendorSchema(kind: "phones") { _ in }) { _, _ in
                    var services = Services()
                    services.pager = Phones(post: post)
                    return services
                }
            ])
    }

    static func handlers(_ environment: WorkerEnvironment, _ post: Post) -> [WorkerHandler] {
        let escalator = Escalator(environment)
        let carrier = PageCarrier(environment: environment, providers: providers(environment, post))
        let heartbeat = Heartbeat(url: "https://beats.example.org") { url in
            do {
                try await post.send(
                    MailMessage(from: "", to: url, subject: "", messageID: "", date: "", body: ""))
                return nil
            } catch {
                return "it answered 500"
            }
        }
        return [
            .database(AlertsJoinedHandler(escalator: escalator)),
            .database(IncidentOpenedHandler(escalator: escalator)),
            .database(IncidentUpdatedHandler(escalator: escalator)),
            .database(PageUpdatedHandler(escalator: escalator)),
            .database(AdvanceEscalationHandler(escalator: escalator)),
            .effects(SendPageHandler(carrier: carrier, metrics: PageMetrics(environment.metrics))),
            .effects(TrialRequestedHandler(carrier: carrier, heartbeat: heartbeat)),
        ]
    }

    func rows(_ sql: String) async throws -> [String] { try await database.run(sql: sql) }

    /// Opens an incident, and waits until the worker has done what follows at once.
    @discardableResult
    func open(
        _ type: String = "outage", severity: String = "SEV1", drill: Bool = false,
        isIdleAfter: Bool = true
    ) async throws -> IncidentReference {
        let id = UUID.v7()
        let name =
            try await rows(
                """
                insert into core.incident (id, title, description, type, severity, priority, source, drill)
                values ('\(id)', 'Payments are refused', '', '\(type)', '\(severity)', 'high', 'report', \(drill));
                select name from core.incident where id = '\(id)';
                """
            ).last ?? ""
        let incident = IncidentReference(id: id, name: name, version: 1)
        let fate = await harness.handle(
            IncidentOpened(
                incident: incident, title: "Payments are refused", type: type, severity: severity, priority: "high",
                visibility: .open, source: .report, drill: drill), subject: name)
        #expect(fate == .done)
        if isIdleAfter { try await harness.waitUntilIdle() }
        return incident
    }

    /// Changes an incident as intake does.
    func change(_ incident: IncidentReference, _ sql: String, field: String, version: Int = 2) async throws {
        let status = try await rows(
            "update core.incident set \(sql), version = \(version) where id = '\(incident.id)' returning status")
        let changed = IncidentReference(id: incident.id, name: incident.name, version: version)
        let fate = await harness.handle(
            IncidentUpdated(
                incident: changed, status: IncidentStatus(rawValue: status.first ?? "") ?? .active, changes: [field],
                actor: "test"), subject: incident.name)
        #expect(fate == .done)
        try await harness.waitUntilIdle()
    }

    /// Lets time pass for the escalation of an incident: what is due then is due now, and the timer rings.
    func pass(_ time: String, of incident: IncidentReference, isIdleAfter: Bool = true) async throws {
        let id = try await rows(
            """
            update paging.escalation set due = due - interval '\(time)' where incident_id = '\(incident.id)' returning id
            """)
        let escalation = try #require(id.first.flatMap { UUID(uuidString: $0) })
        #expect(await harness.handle(AdvanceEscalation(escalation: escalation), subject: incident.name) == .done)
        if isIdleAfter { try await harness.waitUntilIdle() }
    }

    func steps(of incident: IncidentReference) async throws -> [String] {
        try await rows(
            """
            select s.number || ' ' || s.title || ' ' || s.outcome from paging.step s
            join paging.escalation e on e.id = s.escalation_id where e.incident_id = '\(incident.id)' order by s.number
            """)
    }

    func pages(of incident: IncidentReference) async throws -> [String] {
        try await rows(
            """
            select person || ' ' || urgency || ' ' || state from paging.page where incident_id = '\(incident.id)'
            order by number, person
            """)
    }

    func timeline(of incident: IncidentReference) async throws -> [String] {
        try await rows(
            "select text from core.timeline where incident_id = '\(incident.id)' and kind = 'page' order by id")
    }
}

/// Counts from 1.
final class Counter: Sendable {
    private let count = Mutex(0)

    func next() -> Int {
        count.withLock {
            $0 += 1
            return $0
        }
    }
}
