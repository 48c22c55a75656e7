import Foundation

/// The files of `Migrations/`, in the order in which they are applied: `core`, then the other owners by alphabet, each
/// by number.
public struct MigrationFolder: Sendable, Hashable {
    /// Every file.
    public let migrations: [Migration]

    /// The folders: `core`, `native` and the processes.
    public var owners: [String] {
        migrations.reduce(into: []) { owners, migration in
            if owners.last != migration.owner { owners.append(migration.owner) }
        }
    }

    /// The processes that log in with a role of their own, in the order of the alphabet: every folder but `core` and
    /// `native`, and the operator's CLI.
    public var processes: [String] {
        (owners.filter { $0 != "core" && $0 != "native" } + ["operator"]).sorted()
    }

    /// Puts files into the order in which they are applied.
    /// - Throws: ``MigrationError`` `.folder` when an owner's numbers do not run from 1 without gaps.
    public init(migrations: [Migration]) throws(MigrationError) {
        self.migrations = migrations.sorted {
            (Self.place($0.owner), $0.number) < (Self.place($1.owner), $1.number)
        }
        try checkNumbers()
    }

    /// Reads the folder at a path.
    /// - Throws: ``MigrationError`` that names the file which is not as it must be.
    public init(path: String) throws(MigrationError) {
        var migrations: [Migration] = []
        for owner in try Self.entries(path) {
            guard owner.wholeMatch(of: /[a-z][a-z-]{0,40}/) != nil else {
                throw MigrationError(
                    .folder, "\(path)/\(owner): a folder of migrations is named by its owner, in a-z and -.")
            }
            for file in try Self.entries("\(path)/\(owner)") {
                migrations.append(try Self.read("\(path)/\(owner)/\(file)", owner: owner, file: file))
            }
        }
        guard !migrations.isEmpty else {
            throw MigrationError(
                .folder, "\(path) holds no migrations. Name another folder with --from or MUSTER_MIGRATIONS.")
        }
        try self.init(migrations: migrations)
    }

    /// The path to use: the one named, else `MUSTER_MIGRATIONS`, else `Migrations` in the folder of the running program
    /// or above it, else in the working directory or above it.
    public static func locate(named: String?, environment: [String: String]) throws(MigrationError) -> String {
        if let path = named ?? environment["MUSTER_MIGRATIONS"], !path.isEmpty { return path }
        let program = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let starts = [program, FileManager.default.currentDirectoryPath].compactMap(\.self)
        for start in starts {
            var folder = URL(fileURLWithPath: start).standardizedFileURL
            while folder.path != "/" {
                let candidate = folder.appendingPathComponent("Migrations").path
                if FileManager.default.fileExists(atPath: candidate + "/core") { return candidate }
                folder.deleteLastPathComponent()
            }
        }
        throw MigrationError(
            .folder,
            "There is no folder Migrations beside the program or above the working directory. "
                + "Name it with --from or MUSTER_MIGRATIONS.")
    }

    private static func place(_ owner: String) -> String { owner == "core" ? "" : owner }

    private static func entries(_ path: String) throws(MigrationError) -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: path).filter { !$0.hasPrefix(".") }.sorted()
        } catch {
            throw MigrationError(
                .folder, "\(path) cannot be listed. Name the folder with --from or MUSTER_MIGRATIONS.")
        }
    }

    private static func read(_ path: String, owner: String, file: String) throws(MigrationError) -> Migration {
        guard let match = file.wholeMatch(of: /([0-9]{3,6})_([a-z0-9_]{1,60})\.sql/), let number = Int(match.1) else {
            throw MigrationError(.folder, "\(path): a migration is named NNN_name.sql, in a-z, 0-9 and _.")
        }
        guard let data = FileManager.default.contents(atPath: path), let sql = String(bytes: data, encoding: .utf8)
        else {
            throw MigrationError(.folder, "\(path) cannot be read as UTF-8.")
        }
        return Migration(owner: owner, number: number, name: String(match.2), sql: sql)
    }

    private func checkNumbers() throws(MigrationError) {
        for owner in owners {
            for (index, migration) in migrations.filter({ $0.owner == owner }).enumerated()
            where migration.number != index + 1 {
                let text = migration.number <= index ? "the number is used twice" : "number \(index + 1) is missing"
                throw MigrationError(
                    .folder, "\(migration.path): \(text). Numbers run from 001 without gaps.")
            }
        }
    }
}
