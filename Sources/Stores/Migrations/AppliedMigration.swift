public import FoundationEssentials

/// A row of `core.applied_migration`.
public struct AppliedMigration: Sendable, Hashable {
    public var owner: String
    public var number: Int
    public var name: String
    public var checksum: [UInt8]
    public var appliedAt: Date

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
