import Foundation
import JSON
import Logging
import Postgres
import TestServers
import Testing
import ZoneFiles

@testable import Operations

/// The doctor's look at zone data, with files of this host and with one that says something else.
@Suite(.serialized, .timeLimit(.minutes(10)), .enabled(if: TestServers.areConfigured, "needs Postgres"), .ownDatabase)
struct ZoneExaminationTests {
    private func check(zone: String, files: ZoneFiles) async throws -> Check {
        let database = try await SuiteDatabase.empty()
        let document: JSON = [
            "people": [["email": "a@example.org", "name": "A"]], "severities": [["name": "s"]],
            "priorities": [["name": "p"]], "incident_types": [["name": "t", "commander": "r"]],
            "rotas": [["name": "r", "members": ["a@example.org"], "timezone": .string(zone)]],
        ]
        try await database.run(
            sql: """
                insert into core.configuration (digest, document, applied_by)
                values ('test', '\(document.text())', 'test');
                """)
        return try await PostgresClient.withClient(
            configuration: try PostgresConfiguration(
                url: database.url(process: "operator"), applicationName: "test"),
            logger: Logger(label: "test")
        ) { try await ZoneExamination(client: $0, files: files).check() }
    }

    @Test func saysTheEditionWherePostgresAgrees() async throws {
        let check = try await check(zone: "Asia/Kolkata", files: ZoneFiles(directory: ZoneFiles.standardDirectory))
        #expect(check.isWell)
        #expect(check.detail.hasSuffix("in /usr/share/zoneinfo, 1 in use, as Postgres has them"))
    }

    @Test func namesAZoneThatIsMissing() async throws {
        let check = try await check(zone: "Asia/Calcutto", files: ZoneFiles(directory: ZoneFiles.standardDirectory))
        #expect(!check.isWell)
        #expect(check.detail.hasSuffix("lacks Asia/Calcutto"))
    }

    @Test func namesAZoneThatPostgresTellsOtherwise() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder.appending(path: "Asia"), withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        // The data of Paris under the name of Kolkata.
        try FileManager.default.copyItem(
            atPath: "\(ZoneFiles.standardDirectory)/Europe/Paris", toPath: folder.path + "/Asia/Kolkata")
        let check = try await check(zone: "Asia/Kolkata", files: ZoneFiles(directory: folder.path))
        #expect(!check.isWell)
        #expect(check.detail.hasSuffix("Postgres has another for Asia/Kolkata"))
    }
}
