/// What is to be done, by comparison of the files with what was applied.
///
/// A database that is ahead of the files is accepted, so that releases can roll: migrations only add, and one that an
/// older release cannot live with is refused while such a release is connected.
public struct MigrationPlan: Sendable, Hashable {
    /// Where one migration stands.
    public enum State: String, Sendable, Hashable {
        /// File and database have it, and it is the same.
        case applied
        /// It is still to be applied.
        case pending
        /// Applied by a newer release.
        case newer
    }

    /// One migration, and where it stands.
    public struct Item: Sendable, Hashable {
        /// The file, as people know it: `core/001_roles.sql`.
        public var path: String
        /// Where it stands.
        public var state: State
        /// Its row in the database; `nil` while it is pending.
        public var applied: AppliedMigration?
    }

    /// Every migration, of the files and of the database.
    public let items: [Item]
    /// What is to be applied, in order.
    public let pending: [Migration]

    /// - Throws: ``MigrationError`` naming the file: one that changed after it was applied, or that comes before what was
    ///   already applied, or is missing.
    public init(files: [Migration], applied: [AppliedMigration]) throws(MigrationError) {
        let rows = Dictionary(applied.map { (Key($0.owner, $0.number), $0) }) { first, _ in first }
        let last = Dictionary(grouping: applied, by: \.owner).mapValues { $0.map(\.number).max() ?? 0 }
        let newest = Dictionary(grouping: files, by: \.owner).mapValues { $0.map(\.number).max() ?? 0 }
        var items: [Item] = []
        var pending: [Migration] = []
        for file in files {
            if let row = rows[Key(file.owner, file.number)] {
                try Self.compare(file, row)
                items.append(Item(path: file.path, state: .applied, applied: row))
            } else if let number = last[file.owner], number > file.number {
                throw MigrationError(
                    .mismatch,
                    "\(file.path) was never applied, but number \(number) of `\(file.owner)` was. "
                        + "Give the file the next free number.")
            } else {
                items.append(Item(path: file.path, state: .pending, applied: nil))
                pending.append(file)
            }
        }
        let known = Set(files.map { Key($0.owner, $0.number) })
        for row in applied where !known.contains(Key(row.owner, row.number)) {
            guard row.number > newest[row.owner] ?? 0 else {
                throw MigrationError(
                    .mismatch, "\(row.path) was applied, but the file is missing. Restore it.")
            }
            items.append(Item(path: row.path, state: .newer, applied: row))
        }
        self.items = items
        self.pending = pending
    }

    private static func compare(_ file: Migration, _ row: AppliedMigration) throws(MigrationError) {
        guard file.checksum == row.checksum else {
            throw MigrationError(
                .mismatch,
                "\(file.path) is not what was applied: its checksum changed. Restore the file as it was, and write "
                    + "the change as a new migration.")
        }
    }

    private struct Key: Hashable {
        let owner: String
        let number: Int

        init(_ owner: String, _ number: Int) {
            self.owner = owner
            self.number = number
        }
    }
}
