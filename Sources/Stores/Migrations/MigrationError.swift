/// Why a schema or a role could not be brought to what the release needs.
public struct MigrationError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What kind of failure it is.
    public enum Code: String, Sendable, Hashable {
        /// The folder of migrations is missing, or what lies in it is not named as it must be.
        case folder
        /// The migrations' files and what was applied do not fit together.
        case mismatch
        /// The database refused a migration.
        case refused
        /// Processes of an older release, which cannot live with a migration, are connected.
        case olderProcesses
        /// The folder of passwords is missing, or lacks a file.
        case passwords
    }

    /// What kind of failure it is.
    public var code: Code
    /// What is wrong, safe to show.
    public var detail: String

    /// A failure of this kind.
    /// - Parameter detail: sentences that are safe to show.
    public init(_ code: Code, _ detail: String) {
        self.code = code
        self.detail = detail
    }

    /// The detail alone.
    public var description: String { detail }
}
