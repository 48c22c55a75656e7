/// Why something stored could not be read, or a schema or a role not brought to what the release needs.
public struct StorageError: Error, Sendable, Hashable, CustomStringConvertible {
    public enum Code: String, Sendable, Hashable {
        /// The cursor is none that a page gave.
        case invalidCursor
        /// What is stored cannot be read by this version.
        case unreadable
        /// The folder of migrations is missing, or what lies in it is not named as it must be.
        case migrationFolder
        /// The migrations' files and what was applied do not fit together.
        case migrationMismatch
        /// The database refused a migration.
        case migrationFailed
        /// Processes of an older release, which cannot live with a migration, are connected.
        case olderProcesses
        /// The folder of passwords is missing, or lacks a file.
        case passwords
    }

    public var code: Code
    /// What is wrong, safe to show.
    public var detail: String

    public init(_ code: Code, _ detail: String) {
        self.code = code
        self.detail = detail
    }

    public var description: String {
        switch code {
        case .invalidCursor: "\(detail) is no cursor of this list: ask for the first page, then use its next_cursor"
        case .unreadable, .migrationFolder, .migrationMismatch, .migrationFailed, .olderProcesses, .passwords: detail
        }
    }
}
