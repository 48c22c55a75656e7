import Foundation
import JSON
import TestServers
import Testing

/// The program as something starts it.
@Suite(.enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)))
struct NightlyBatchTests {
    private func withDatabase(_ body: (TestDatabase, [String: String]) async throws -> Void) async throws {
        try await TestServers.shared().withDatabase(template: TestServers.migratedTemplate) { database in
            try await body(database, ["MUSTER_DATABASE_URL": database.url(process: "nightly")])
        }
    }

    private func run(_ arguments: [String], _ environment: [String: String]) async throws -> TestProgram.Result {
        try await TestProgram(TestProgram.product("muster-nightly"), arguments, environment: environment).run()
    }

    private static let configuration = """
        insert into core.configuration (digest, document, applied_by) values ('test', '{
            "people": [{"email": "a@example.org", "name": "A"}], "severities": [{"name": "high"}],
            "priorities": [{"name": "p1"}], "incident_types": [{"name": "outage", "commander": "a@example.org"}],
            "nightly": {"timezone": "Europe/Berlin"}}', 'test');
        """

    @Test func printsOneLineAndChangesNothingTheSecondTime() async throws {
        try await withDatabase { database, environment in
            try await database.run(sql: Self.configuration)
            let due = try await run(["--due"], environment)
            #expect(due.status == 0 && due.output == "0\n", "a night that never was is due: \(due)")
            for _ in 1...2 {
                let result = try await run([], environment)
                #expect(result.status == 0 && result.errors.isEmpty, "\(result)")
                #expect(result.output.split(separator: "\n").count == 1)
                let json = try JSON.parse(result.output)
                let states = json["steps"]?.arrayValue?.map { "\($0["name"] ?? .null) \($0["state"] ?? .null)" }
                #expect(
                    states == [
                        #""costs" "skipped""#, #""metrics" "done""#, #""forecast" "skipped""#, #""digest" "done""#,
                        #""copy" "skipped""#, #""retention" "done""#,
                    ])
                #expect(json["made_up"] == [])
            }
            let after = try await run(["--due"], environment)
            let seconds = try #require(Int(after.output.filter(\.isNumber)))
            #expect((1...90_000).contains(seconds), "the next one is due within the day")
        }
    }

    /// By hand, with the rights of the operator.
    @Test func anOperatorRunsItAndSeesWhatBecameOfIt() async throws {
        try await withDatabase { database, _ in
            try await database.run(sql: Self.configuration)
            let environment = ["MUSTER_DATABASE_URL": try database.url]
            func muster(_ arguments: String...) async throws -> TestProgram.Result {
                try await TestProgram(
                    TestProgram.product("muster"), ["nightly"] + arguments, environment: environment
                ).run()
            }
            let nothing = try await muster("status")
            #expect(nothing.status == 0 && nothing.output.hasPrefix("No night has been computed yet."), "\(nothing)")
            let run = try await muster("run", "--day", "yesterday", "--json")
            #expect(run.status == 0, "\(run)")
            let day = try #require(JSON.parse(run.output)["day"]?.stringValue)
            let metrics = try await muster("metrics", "--day", day)
            #expect(metrics.status == 0 && metrics.output.contains("metrics"), "\(metrics)")
            let table = try await muster("metrics", "--csv")
            #expect(table.status == 0 && table.output.hasPrefix("metric,unit,dimension,value,"), "\(table)")
            #expect(try await muster("metrics", "--csv", "--json").status == 2)
            let retention = try await muster("retention", "--dry-run")
            #expect(retention.status == 0 && retention.output.contains("Nothing would go."), "\(retention)")
            let status = try JSON.parse(try await muster("status", "--json").output)
            #expect(status["items"]?.arrayValue?.map { $0["day"] } == [.string(day)] && status["overdue"] == [])
            let report = try await muster("report", "--month", String(day.prefix(7)))
            #expect(report.status == 0 && report.output.contains("No incident of this month is counted."), "\(report)")
            let forecast = try await muster("forecast")
            #expect(forecast.status == 0 && forecast.output.hasPrefix("Nothing is forecast yet"), "\(forecast)")
            let digest = try await muster("digest", "--day", day)
            #expect(digest.status == 0 && digest.output == "\(day): nothing to report.\n", "\(digest)")
            #expect(try await muster("digest", "--day", "2999-01-01").errors.contains("is not over"))
            let nowhere = try await muster("copy")
            #expect(nowhere.status == 1 && nowhere.errors.contains("MUSTER_COPY_FOLDER"), "\(nowhere)")
            let folder = FileManager.default.temporaryDirectory.appending(path: "copy-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
            defer { try? FileManager.default.removeItem(at: folder) }
            let copy = try await muster("copy", "--folder", folder.path)
            let lines = copy.output.split(separator: "\n")
            #expect(copy.status == 0 && lines.count == 4 && lines.allSatisfy { $0.hasPrefix(folder.path) }, "\(copy)")
            #expect(try await muster("run", "--day", "soon").status == 2)
            #expect(try await muster("run", "--day", "2999-01-01").status == 1)
        }
    }

    @Test func whatCannotBeBegunWithIsSaid() async throws {
        let without = try await run([], [:])
        #expect(without.status == 2 && without.errors.contains("MUSTER_DATABASE_URL_FILE"), "\(without)")
        try await withDatabase { database, environment in
            let unconfigured = try await run([], environment)
            #expect(unconfigured.status == 1 && unconfigured.errors.contains("muster config apply"), "\(unconfigured)")
            try await database.run(sql: Self.configuration)
            let wrong = try await run(["--day", "soon"], environment)
            #expect(wrong.status == 2 && wrong.errors.contains("2026-11-28"), "\(wrong)")
            let future = try await run(["--day", "2999-01-01"], environment)
            #expect(future.status == 1 && future.errors.contains("is not over"), "\(future)")
        }
    }
}
