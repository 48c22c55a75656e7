import Encodings
import Testing

@testable import Migrations

@Suite struct MigrationTests {
    @Test func pathIsTheFile() {
        #expect(Migration(owner: "core", number: 7, name: "roles", sql: "").path == "core/007_roles.sql")
        #expect(Migration(owner: "core", number: 1234, name: "roles", sql: "").path == "core/1234_roles.sql")
    }

    @Test func checksumFollowsTheText() {
        let one = Migration(owner: "core", number: 1, name: "a", sql: "select 1;")
        #expect(one.checksum.count == 32)
        #expect(one.checksum != Migration(owner: "core", number: 1, name: "a", sql: "select 2;").checksum)
    }

    @Test func directivesStandInTheFirstComment() throws {
        let header = Migration(
            owner: "core", number: 1, name: "a", sql: "-- Why.\n-- as: administrator\n-- incompatible-before: 1.2.3\n")
        #expect(header.runsAsAdministrator)
        #expect(try header.incompatibleBefore() == Version(major: 1, minor: 2, patch: 3))
        let later = Migration(
            owner: "core", number: 1, name: "a", sql: "select 1;\n-- as: administrator\n-- incompatible-before: 1.2.3\n"
        )
        #expect(!later.runsAsAdministrator)
        #expect(try later.incompatibleBefore() == nil)
    }

    @Test func versionMustBeOne() {
        let migration = Migration(owner: "core", number: 1, name: "a", sql: "-- incompatible-before: soon\n")
        #expect(throws: MigrationError.self) { try migration.incompatibleBefore() }
    }
}
