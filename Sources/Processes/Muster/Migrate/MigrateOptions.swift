import ArgumentParser
import Migrations

/// Where the migrations are.
struct MigrateOptions: ParsableArguments {
    @Option(
        name: .customLong("from"),
        help: "The folder of migrations. Default: MUSTER_MIGRATIONS, else Migrations of the checkout.")
    var folder: String?

    func read(_ settings: Settings) throws -> MigrationFolder {
        try MigrationFolder(path: MigrationFolder.locate(named: folder, environment: settings.values))
    }
}
