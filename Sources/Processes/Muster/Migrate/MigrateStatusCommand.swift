import ArgumentParser
import Encodings
import JSON
import Migrations

struct MigrateStatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Says which migrations were applied; fails when any is pending.")

    @OptionGroup var options: MigrateOptions
    @OptionGroup var json: JSONOption

    func run() async throws {
        let settings = Settings.process
        let folder = try options.read(settings)
        let plan = try await Database.asOperator(settings) { client in
            try await Migrator(client: client, folder: folder).plan()
        }
        Output.result(asJSON: json.isOn, Output.list(plan.items.map(Self.json)), Self.text(plan))
        if !plan.pending.isEmpty {
            Output.note("\(plan.pending.count) pending. Run `muster migrate up`.")
            throw CommandFailure.told
        }
    }

    static func json(_ item: MigrationPlan.Item) -> JSON {
        [
            "migration": .string(item.path), "state": .string(item.state.rawValue),
            "applied_at": .optional(item.applied?.appliedAt),
        ]
    }

    static func text(_ plan: MigrationPlan) -> String {
        var listing = Listing("MIGRATION", "STATE", "APPLIED")
        for item in plan.items {
            listing.add(item.path, item.state.rawValue, item.applied.map { RFC3339.string(from: $0.appliedAt) })
        }
        return listing.text(empty: "There are no migrations.")
    }
}
