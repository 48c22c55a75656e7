import Encodings
import Forecast
import Foundation
import JSON
import Logging
import Nights
import Postgres
import TestServers
import Testing

@testable import NightDesk

/// A database with a configuration, and the batch with its own role.
struct NightFixture: Sendable {
    let database: TestDatabase
    let client: PostgresClient

    static let costs: JSON = [
        "currency": "EUR", "rates": [["per_hour": 100]], "review": ["base": "0s", "per_participant": "0s"],
    ]

    static func run(
        costs: JSON? = costs, timezone: String = "UTC", retention: JSON = [:],
        _ body: (NightFixture) async throws -> Void
    ) async throws {
        try await TestServers.shared().withDatabase(template: TestServers.migratedTemplate) { database in
            let client = PostgresClient(
                configuration: try NightRun.connections(
                    to: database.url(process: "nightly"), applicationName: "night-tests"),
                logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
            let fixture = NightFixture(database: database, client: client)
            try await fixture.configure(costs: costs, timezone: timezone, retention: retention)
            let session = Task { try await client.run() }
            defer { session.cancel() }
            try await body(fixture)
        }
    }

    func configure(costs: JSON? = costs, timezone: String = "UTC", retention: JSON = [:]) async throws {
        var document: JSONObject = [
            "people": [
                ["email": "a@example.org", "name": "A", "team": "Ops", "location": "Asia/Tokyo"],
                ["email": "b@example.org", "name": "B"],
            ],
            "severities": [["name": "high"], ["name": "low"]], "priorities": [["name": "p1"]],
            "incident_types": [
                ["name": "outage", "commander": "a@example.org"], ["name": "breach", "commander": "a@example.org"],
                ["name": "test", "commander": "a@example.org"],
            ],
            "nightly": ["timezone": .string(timezone), "exclude_types": ["test"], "retention": retention],
            "hours": [
                [
                    "name": "tokyo", "timezone": "Asia/Tokyo",
                    "spans": [["from": "09:00", "until": "17:00"]],
                ]
            ],
        ]
        document["costs"] = costs
        try await database.run(
            sql: """
                insert into core.configuration (digest, document, applied_by, applied_at)
                values ('test', '\(JSON.object(document).text())', 'test', '2025-01-01T00:00:00Z')
                """)
    }

    /// Computes a night, whose steps must all succeed unless that is not wanted.
    @discardableResult
    func night(_ day: String, isWhole: Bool = true) async throws -> NightRun.Report {
        let wanted: Day = try #require(Day(day))
        let report = try await NightRun(database: client).run(wanted)
        #expect(report.isWhole == isWhole, "\(report.night.steps)")
        return report
    }

    /// What the steps wrote, as text: every row of every table but the one of the steps.
    func rows() async throws -> [String: [String]] {
        var rows: [String: [String]] = [:]
        let tables = [
            "cost", "cost_share", "cost_day", "cost_change", "incident", "tally", "duration", "forecast", "digest",
        ]
        for table in tables {
            rows[table] = try await database.run(sql: "select t::text from nightly.\(table) t order by 1")
        }
        return rows
    }

    /// An incident that `a@example.org` of Ops leads, closed unless nothing is said of its end.
    @discardableResult
    func incident(
        at time: String, hours: Double? = 2, type: String = "outage", restricted: Bool = false, drill: Bool = false
    ) async throws -> UUID {
        let id = UUID.v7()
        let closed = hours.map { "'\(time)'::timestamptz + interval '1 second' * \(Int($0 * 3600))" } ?? "null"
        let status = hours == nil ? "active" : "closed"
        try await database.run(
            sql: """
                insert into core.incident (id, title, description, type, severity, priority, source, visibility, drill,
                    reported_at, detected_at, assembled_at, stable_at, closed_at, updated_at, status)
                select '\(id)', 'Down', '', '\(type)', 'high', 'p1', 'report', '\(restricted ? "restricted" : "open")', \(drill),
                    t, t - interval '10 minutes', t + interval '5 seconds', \(closed), \(closed), coalesce(\(closed), t),
                    '\(status)'
                from (select '\(time)'::timestamptz as t) as t;
                insert into core.participant (incident_id, email, name, team, roles, engaged_by, joined_at)
                values ('\(id)', 'a@example.org', 'A', 'Ops', '{incident_commander}', 'test', '\(time)');
                insert into core.status_change (incident_id, status, at)
                select id, s, closed_at from core.incident, unnest(array['stable', 'closed']) s
                where id = '\(id)' and closed_at is not null;
                """)
        return id
    }
}
