import ArgumentParser
import Encodings
import NightDesk
import Nights
import Organisation

/// `muster nightly retention`: one step of a night by hand, or what it would do.
struct NightlyRetentionCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retention",
        abstract: "Ages out what the configuration keeps no longer; never incidents, timelines or the audit.")

    @Option(help: ArgumentHelp("The day, such as 2026-11-28; yesterday by default.", valueName: "date"))
    var day = NightDayArgument.yesterday

    @Flag(name: .customLong("dry-run"), help: "Deletes nothing; shows how many rows of which schema would go.")
    var isDryRun = false

    @OptionGroup var json: JSONOption

    func run() async throws {
        guard isDryRun else { return try await NightlyRunCommand.run(day, [.retention], asJSON: json.isOn) }
        let wanted = day
        let plan = try await Database.asBatch { client in
            let day = try await wanted.day(client)
            return try await CommandFailure.named {
                try await RetentionPlan.load(on: day, settings: .load(from: client), from: client)
            }
        }
        Output.result(asJSON: json.isOn, plan.json, Self.text(plan))
    }

    static func text(_ plan: RetentionPlan) -> String {
        var listing = Listing("KIND", "SCHEMA", "KEPT", "ENDED BEFORE", "ROWS")
        for line in plan.lines {
            listing.add(
                line.kind.rawValue, line.schema, "\(line.keep.components.seconds / 86_400)d",
                RFC3339.string(from: line.before), "\(line.rows)")
        }
        let rows = plan.lines.reduce(0) { $0 + $1.rows }
        let end =
            rows == 0
            ? "Nothing would go."
            : "\(rows) row\(rows == 1 ? "" : "s") would go; `muster nightly retention` deletes them."
        let held =
            plan.held.isEmpty
            ? "" : "\nUnder legal hold, so that nothing of them goes: \(plan.held.joined(separator: ", "))."
        return listing.text(empty: "Nothing is aged out.") + "\n\n" + end + held
    }
}
