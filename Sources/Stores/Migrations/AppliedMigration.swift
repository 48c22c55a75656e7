public import FoundationEssentials

/// A row of `core.applied_migration`.
public struct AppliedMigration: Sendable, Hashable {
    /// The folder that the file was in: `core`, `native`, or a process.
    public var owner: String
    /// The file's number, from 1.
    public var number: Int
    /// What stood between the number and `.sql`.
    public var name: String
    /// SHA-256 of the file as it was applied.
    public var checksum: [UInt8]
    /// When it was applied, by the database's clock.
    public var appliedAt: Date

    /// A file that was applied at a time.
    public init(owner: String, number: Int, name: String, checksum: [UInt8], appliedAt: Date) {
        self.owner = owner
        self.number = number
        self.name = name
        self.checksum = checksum
        self.appliedAt = appliedAt
    }

    /// The file that it was, as people know it: `core/001_roles.sql`.
    public var path: String { Migration.path(owner: owner, number: number, name: name) }
}
