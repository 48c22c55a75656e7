import Encodings
import Foundation
import JSON
import TestServers
import Testing

/// Alerts that are stored, through a file before it is applied, by the command itself.
@Suite(.serialized, .enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)))
struct ConfigAgainstTests {
    private static func file(_ match: String) -> String {
        """
        people:
          - { email: ana@example.org, name: Ana }
        severities: [{ name: SEV1 }]
        priorities: [{ name: high }]
        incident_types:
          - { name: outage, commander: ana@example.org, paging: [{ policy: main }] }
        policies:
          - name: main
            steps: [{ targets: [ana@example.org] }]
            last_resort: [ana@example.org]
        routes:
          - name: all
            action: incident
            match: \(match)
        """
    }

    /// Alerts of two teams: three of the last hours, and one that is older.
    private static func alerts() -> String {
        let rows = [("db", 1.0), ("db", 2), ("web", 3), ("web", 20)].enumerated().map { index, alert in
            let at = Date().addingTimeInterval(-alert.1 * 3600)
            let id = UUID.v7(at: at, from: Array(repeating: UInt8(index), count: 16))
            return "('\(id)'::uuid, '\(alert.0)', '\(RFC3339.string(from: at))'::timestamptz)"
        }
        return """
            insert into core.alert (id, source, format, dedup_key, status, severity, title, labels, outcome, reason,
                first_at, last_at)
            select a.id, 'prometheus', 'native', a.team || a.at, 'open', 'critical', 'Trouble of ' || a.team,
                jsonb_build_object('team', a.team), 'no_route', 'no route matches', a.at, a.at
            from (values \(rows.joined(separator: ", "))) as a (id, team, at)
            """
    }

    private func with(
        _ body: (TestDatabase, _ muster: ([String]) async throws -> TestProgram.Result) async throws -> Void
    ) async throws {
        try await TestServers.shared().withDatabase(template: TestServers.migratedTemplate) { database in
            let program = TestedProgram(
                environment: ["MUSTER_DATABASE_URL": try database.url(process: "operator"), "USER": "ana"])
            try await database.run(sql: Self.alerts())
            try await body(database) { try await program.run(["config"] + $0) }
        }
    }

    private func withFile<Result>(_ text: String, _ body: (String) async throws -> Result) async throws -> Result {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID()).yaml").path
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try await body(path)
    }

    @Test func reportsAndChangesNothingUntilSomebodySaysYes() async throws {
        try await with { database, muster in
            let first = try await withFile(Self.file("{}")) { try await muster(["apply", $0]) }
            #expect(first.status == 0, "\(first.errors)")
            try await withFile(Self.file("{ labels: { team: db } }")) { narrow in
                let report = try await muster(["apply", narrow, "--against", "7h", "--json"])
                #expect(report.status == 0, "\(report.errors)")
                let json = try JSON.parse(report.output)
                #expect(json["applied"] == false && json["version"] == 1 && json["changed"] == false)
                let against = try #require(json["against"])
                #expect(against["alerts"] == 3)
                #expect(against["incidents"] == ["now": 3, "then": 2, "more": 0, "fewer": 1])
                #expect(against["pages"]?[0]?["now"] == 3 && against["pages"]?[0]?["then"] == 2)
                #expect(against["lost"] == 1)
                #expect(
                    against["examples"]?[0]?["reason"]
                        == "no route takes it; the nearest is all: it asks for team=\"db\", and the alert has team=\"web\""
                )
                let said = try await muster(["apply", narrow, "--against", "7h"])
                #expect(said.status == 0)
                #expect(said.output.contains("3 → 2 (0 more, 1 fewer)"))
                #expect(said.output.contains("Nothing was applied. Say --yes to go on without a terminal."))
                #expect(try await database.run(sql: "select max(version) from core.configuration") == ["1"])
                let check = try await muster(["check", narrow, "--against", "7h", "--json"])
                #expect(try JSON.parse(check.output)["against"]?["alerts"] == 3)
                let applied = try await muster(["apply", narrow, "--against", "30h", "--yes", "--json"])
                #expect(try JSON.parse(applied.output)["applied"] == true)
                #expect(try JSON.parse(applied.output)["against"]?["alerts"] == 4)
                #expect(try await database.run(sql: "select max(version) from core.configuration") == ["2"])
            }
            let wrong = try await withFile(Self.file("{}")) { try await muster(["apply", $0, "--against", "soon"]) }
            #expect(wrong.status != 0 && wrong.errors.contains("`soon` is no span of time"))
        }
    }
}
