import Foundation
import Testing

@testable import Migrations

@Suite struct MigrationFolderTests {
    private func withFolder(_ files: [String: String], _ body: (String) throws -> Void) throws {
        let root = FileManager.default.temporaryDirectory.appendingPathComponent("muster-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: root) }
        for (path, text) in files {
            let file = root.appendingPathComponent(path)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
        try body(root.path)
    }

    private func error(_ files: [String: String]) throws -> String {
        var description = "none"
        try withFolder(files) { path in
            do {
                _ = try MigrationFolder(path: path)
            } catch let error as MigrationError {
                description = error.description
            }
        }
        return description
    }

    @Test func coreComesFirstThenTheAlphabetThenNumbers() throws {
        let files = ["intake/002_b.sql", "intake/001_a.sql", "core/001_a.sql", "alpha/001_a.sql", "native/001_a.sql"]
        try withFolder(Dictionary(uniqueKeysWithValues: files.map { ($0, "select 1;") })) { path in
            let folder = try MigrationFolder(path: path)
            #expect(
                folder.migrations.map(\.path) == [
                    "core/001_a.sql", "alpha/001_a.sql", "intake/001_a.sql", "intake/002_b.sql", "native/001_a.sql",
                ])
            #expect(folder.processes == ["alpha", "intake", "operator"])
        }
    }

    @Test func faultsNameTheFile() throws {
        #expect(
            try error(["core/001_a.sql": "", "core/003_c.sql": ""]).contains("core/003_c.sql: number 2 is missing"))
        #expect(try error(["core/001_a.sql": "", "core/001_b.sql": ""]).contains("the number is used twice"))
        #expect(try error(["core/1_a.sql": ""]).contains("core/1_a.sql: a migration is named"))
        #expect(try error(["Core/001_a.sql": ""]).contains("Core: a folder of migrations"))
        #expect(try error([:]).contains("--from"))
    }

    @Test func theNamedFolderWinsOverTheEnvironment() throws {
        let environment = ["MUSTER_MIGRATIONS": "/from/environment"]
        #expect(try MigrationFolder.locate(named: "/named", environment: environment) == "/named")
        #expect(try MigrationFolder.locate(named: nil, environment: environment) == "/from/environment")
    }
}
