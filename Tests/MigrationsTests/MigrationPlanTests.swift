import Foundation
import Testing

@testable import Migrations

@Suite struct MigrationPlanTests {
    private func file(_ owner: String, _ number: Int, _ sql: String = "select 1;") -> Migration {
        Migration(owner: owner, number: number, name: "m", sql: sql)
    }

    private func row(_ migration: Migration) -> AppliedMigration {
        AppliedMigration(
            owner: migration.owner, number: migration.number, name: migration.name, checksum: migration.checksum,
            appliedAt: Date(timeIntervalSince1970: 0))
    }

    @Test func whatWasNotAppliedIsPendingInOrder() throws {
        let files = [file("core", 1), file("core", 2), file("intake", 1)]
        let plan = try MigrationPlan(files: files, applied: [row(files[0])])
        #expect(plan.pending == [files[1], files[2]])
        #expect(plan.items.map(\.state) == [.applied, .pending, .pending])
    }

    @Test func aDatabaseAheadOfTheFilesIsAccepted() throws {
        let plan = try MigrationPlan(
            files: [file("core", 1)],
            applied: [row(file("core", 1)), row(file("core", 2)), row(file("later", 1))])
        #expect(plan.pending.isEmpty)
        #expect(plan.items.map(\.state) == [.applied, .newer, .newer])
    }

    @Test(arguments: [
        ("changed", [1], ["select 2;"], "core/001_m.sql is not what was applied"),
        ("out of order", [1, 2], ["", "select 1;"], "core/001_m.sql was never applied, but number 2"),
    ])
    func whatDoesNotFitIsNamed(_ name: String, numbers: [Int], applied: [String], message: String) {
        let files = numbers.map { file("core", $0) }
        let rows = zip(numbers, applied).filter { !$0.1.isEmpty }.map { row(file("core", $0.0, $0.1)) }
        let error = #expect(throws: MigrationError.self, "\(name)") { try MigrationPlan(files: files, applied: rows) }
        #expect(error?.description.contains(message) == true)
    }

    @Test func aMissingFileIsNamed() {
        let error = #expect(throws: MigrationError.self) {
            try MigrationPlan(files: [file("core", 2)], applied: [row(file("core", 1)), row(file("core", 2))])
        }
        #expect(error?.description.contains("core/001_m.sql was applied, but the file is missing") == true)
    }
}
