import Foundation
import JSON
import Logging
import OnCall
import Organisation
import Postgres
import TestServers
import Testing
import ZoneFiles

@testable import WorkerKit

/// What a process does with the configurations that releases before and after its own have applied.
@Suite(
    .serialized, .timeLimit(.minutes(10)), .enabled(if: TestServers.areConfigured, "needs Postgres"), .ownDatabase)
struct OrganisationSourceTests {
    private static let document: JSONObject = [
        "people": [], "severities": [["name": "high"]], "priorities": [["name": "p1"]],
        "incident_types": [["name": "outage", "commander": "a@example.org"]],
    ]

    private struct Fixture {
        let database: TestDatabase
        let source: OrganisationSource
        let metrics: MetricsRegistry

        func apply(_ key: String, _ section: JSON) async throws {
            var document = OrganisationSourceTests.document
            document[key] = section
            try await database.run(
                sql: """
                    insert into core.configuration (digest, document, applied_by)
                    values ('test', '\(JSON.object(document).text())', 'test');
                    """)
        }
    }

    private func with(
        zones: ZoneFiles = ZoneFiles(directory: ZoneFiles.standardDirectory), _ body: (Fixture) async throws -> Void
    ) async throws {
        let database = try await SuiteDatabase.empty()
        let metrics = MetricsRegistry()
        try await PostgresClient.withClient(
            configuration: try PostgresConfiguration(
                url: database.url(process: "resource-creator"), applicationName: "test"),
            logger: Logger(label: "test")
        ) { client in
            try await body(
                Fixture(
                    database: database,
                    source: OrganisationSource(database: client, metrics: metrics, freshness: .zero, zones: zones),
                    metrics: metrics))
        }
    }

    @Test func whatANewerReleaseAppliedIsUsedWithoutWhatIsUnknown() async throws {
        try await with { fixture in
            try await fixture.apply("teams", [["name": "payments"]])
            #expect(try await fixture.source.current().incidentTypes.map(\.name) == ["outage"])
            #expect(!fixture.source.isBehind)
            #expect(fixture.metrics.text.contains("muster_configuration_passed_over 1"))
            try await fixture.apply("people", [])
            _ = try await fixture.source.current()
            #expect(fixture.metrics.text.contains("muster_configuration_passed_over 0"))
        }
    }

    @Test func zonesAreReadFromTheHostAndCountAsUTCWhereItHasNone() async throws {
        try await with { fixture in
            try await fixture.apply(
                "rotas", [["name": "r", "members": ["a@example.org"], "timezone": "Europe/Berlin"]])
            let zones = try await fixture.source.current().zones
            #expect(zones.zone(named: "Europe/Berlin")?.offset(at: Date(timeIntervalSince1970: 1_767_603_600)) == 3600)
            #expect(Set(zones.zones.keys) == ["Europe/Berlin"])
            try await fixture.apply(
                "rotas", [["name": "r", "members": ["a@example.org"], "timezone": "Europe/Berlim"]])
            #expect(try await fixture.source.current().zones.zones.isEmpty)
        }
    }

    @Test func anUpgradeOfTheZoneDataIsSeenWithoutARestart() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder.appending(path: "Asia"), withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        func install(_ zone: String, changedAt: Double) throws {
            let place = folder.appending(path: "Asia/Kolkata").path
            try? FileManager.default.removeItem(atPath: place)
            try FileManager.default.copyItem(atPath: "\(ZoneFiles.standardDirectory)/\(zone)", toPath: place)
            try FileManager.default.setAttributes(
                [.modificationDate: Date(timeIntervalSince1970: changedAt)], ofItemAtPath: folder.path)
        }
        try install("Europe/Paris", changedAt: 1_700_000_000)
        try await with(zones: ZoneFiles(directory: folder.path)) { fixture in
            func offset() async throws -> Int? {
                try await fixture.source.current().zones.zone(named: "Asia/Kolkata")?
                    .offset(at: Date(timeIntervalSince1970: 1_767_603_600))
            }
            try await fixture.apply(
                "rotas", [["name": "r", "members": ["a@example.org"], "timezone": "Asia/Kolkata"]])
            #expect(try await offset() == 3600)
            try install("Asia/Kolkata", changedAt: 1_700_000_001)
            #expect(try await offset() == 19_800)
        }
    }

    @Test func theLastGoodOneStaysWhenTheNewestCannotBeRead() async throws {
        try await with { fixture in
            try await fixture.apply("severities", [["name": "first"]])
            _ = try await fixture.source.current()
            try await fixture.apply("severities", "by hand")
            #expect(try await fixture.source.current().severities.map(\.name) == ["first"])
            #expect(try await fixture.source.current().severities.map(\.name) == ["first"])
            #expect(fixture.source.isBehind)
            #expect(fixture.metrics.text.contains("muster_configuration_unreadable 1"))
            try await fixture.apply("severities", [["name": "second"]])
            #expect(try await fixture.source.current().severities.map(\.name) == ["second"])
            #expect(!fixture.source.isBehind)
            #expect(fixture.metrics.text.contains("muster_configuration_unreadable 0"))
        }
    }

    @Test func aProcessThatNeverReadOneWaits() async throws {
        try await with { fixture in
            try await fixture.apply("people", 1)
            await #expect {
                _ = try await fixture.source.current()
            } throws: { error in
                let failure = error as? WorkerKit.Failure
                return failure?.remedy == .retry && failure?.detail.contains("upgrade this process") == true
            }
        }
    }
}
