import Digests
public import Encodings

/// One file of `Migrations/<owner>/NNN_name.sql`.
public struct Migration: Sendable, Hashable {
    /// The folder: `core`, `native`, or a process.
    public var owner: String
    /// From 1, without gaps within an owner.
    public var number: Int
    /// What stands between the number and `.sql`.
    public var name: String
    /// The file's text.
    public var sql: String
    /// SHA-256 of the file: a file that was applied never changes.
    public var checksum: [UInt8]

    /// A file with this text, of which the checksum is taken.
    public init(owner: String, number: Int, name: String, sql: String) {
        self.owner = owner
        self.number = number
        self.name = name
        self.sql = sql
        checksum = sha256(sql)
    }

    /// The file, as people know it: `core/001_roles.sql`.
    public var path: String { Self.path(owner: owner, number: number, name: name) }

    /// Whether the file runs with the administrator's rights instead of those of `muster_owner`: what makes roles does.
    /// Said by a line `-- as: administrator` in the comment that the file begins with.
    public var runsAsAdministrator: Bool { directive("as") == "administrator" }

    /// The oldest release that can live with this migration, when older ones cannot.
    /// Said by a line `-- incompatible-before: 1.2.3` in the comment that the file begins with.
    /// - Throws: ``MigrationError`` when what stands there is no version.
    public func incompatibleBefore() throws(MigrationError) -> Version? {
        guard let text = directive("incompatible-before") else { return nil }
        guard let version = Version(text) else {
            throw MigrationError(
                .folder, "\(path): `incompatible-before: \(text)` is no version. Write it as 1.2.3.")
        }
        return version
    }

    static func path(owner: String, number: Int, name: String) -> String {
        let digits = String(number)
        return "\(owner)/\(String(repeating: "0", count: max(0, 3 - digits.count)))\(digits)_\(name).sql"
    }

    private func directive(_ key: String) -> String? {
        let prefix = "-- \(key): "
        let header = sql.split(separator: "\n", omittingEmptySubsequences: false).prefix { $0.hasPrefix("--") }
        return header.first { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) }
    }
}
