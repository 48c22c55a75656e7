import ArgumentParser
import JSON
import Migrations

struct MigrateUpCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "up", abstract: "Applies what is pending, and sets the roles' passwords.",
        discussion: """
            Connects with MUSTER_ADMIN_DATABASE_URL (default MUSTER_DATABASE_URL): a superuser, or a role with \
            createrole that owns the database.
            """)

    @OptionGroup var options: MigrateOptions
    @OptionGroup var json: JSONOption

    @Option(help: "A folder with a file <process>.database-password for each process.")
    var secrets: String?

    func run() async throws {
        let settings = Settings.process
        let folder = try options.read(settings)
        try await Database.asAdministrator(settings) { client in
            let migrator = Migrator(client: client, folder: folder)
            let isQuiet = json.isOn
            let applied = try await migrator.up { migration in
                if !isQuiet { Output.text("applied \(migration.path)") }
            }
            let processes = try await setPasswords(migrator)
            Output.result(
                asJSON: json.isOn,
                ["applied": .array(applied.map { .string($0.path) }), "passwords": .array(processes.map(JSON.string))],
                Self.summary(applied: applied.count, passwords: processes.count))
        }
    }

    private func setPasswords(_ migrator: Migrator) async throws -> [String] {
        guard let secrets else { return [] }
        return try await migrator.setPasswords(from: secrets)
    }

    static func summary(applied: Int, passwords: Int) -> String {
        let files =
            switch applied {
            case 0: "The database has every migration."
            case 1: "1 migration applied."
            default: "\(applied) migrations applied."
            }
        return passwords == 0 ? files : files + " The passwords of \(passwords) roles are set."
    }
}
