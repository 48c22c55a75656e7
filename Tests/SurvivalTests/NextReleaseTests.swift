import Foundation
import JSON
import TestServers
import Testing

/// A release may be older than the schema and the topology, because releases roll: migrations only add.
@Suite(.enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)))
struct NextReleaseTests {
    private static let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// What a next release might add, one file an owner.
    private static let additions = [
        "core": """
        alter table core.incident add column impact text not null default 'unknown';
        alter table core.resource add column archived_at timestamptz;
        create index resource_state on core.resource (state);
        create table core.team (name text primary key, address text);
        grant select on core.team to muster_notifier;
        """,
        "intake": "alter table intake.outbox_event add column priority integer not null default 0;",
        "notifier": "alter table notifier.notice add column language text not null default 'en';",
        "resource-creator": "alter table resource_creator.effect add column attempts integer not null default 1;",
        "dead-letter-keeper": "alter table dead_letter_keeper.letter add column note text;",
    ]

    @Test func thisReleaseWorksOnTheNextSchema() async throws {
        try await Stack.run { stack in
            let worker = try await stack.start("notifier")
            try await stack.start(["intake", "dead-letter-keeper"])
            _ = try await stack.report("Reported before the upgrade")
            let folder = try nextMigrations(stack)
            try await stack.muster("migrate", "up", "--from", folder.path)
            // As the next release leaves it: its own version, its own topology, and a worker that this one has never heard of.
            try await stack.asOwner("update core.applied_migration set applied_by = '99.0.0' where number > 8")
            try await stack.asOwner(
                """
                insert into core.applied_topology (digest, applied_by, workers)
                values ('next', 'next', array['intake', 'notifier', 'resource-creator'])
                """)
            try await worker.stop()
            try await stack.start(["notifier", "resource-creator"])
            _ = try await stack.report("Reported after the upgrade")
            try await stack.alert("after", severity: "critical")
            try await stack.awaitAssembled(3)
            try await stack.expectWhole()
            try stack.expectEveryMailOnce(announcements: 3)
            let status = try await stack.musterJSON(["migrate", "status"])
            #expect(status.description.contains("newer"))
        }
    }

    /// A copy of the migrations with one more file for each owner.
    private func nextMigrations(_ stack: Stack) throws -> URL {
        let folder = stack.folder.appendingPathComponent("Migrations")
        try FileManager.default.copyItem(
            at: Self.repository.appendingPathComponent("Migrations"), to: folder)
        for (owner, sql) in Self.additions {
            let place = folder.appendingPathComponent(owner)
            let number = try FileManager.default.contentsOfDirectory(atPath: place.path).count + 1
            let name = "\(number < 10 ? "00" : "0")\(number)_next.sql"
            try Data(sql.utf8).write(to: place.appendingPathComponent(name))
        }
        return folder
    }
}
