import ArgumentParser
import Incident
import JSON
import NightDesk
import NightStore
import Nights

/// `muster nightly digest`: what people are told of a day.
struct NightlyDigestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "digest",
        abstract:
            "Tells what a day was: incidents, overdue tasks, unanswered pages, dead letters, costs, what is expected.")

    @Option(help: ArgumentHelp("The day, such as 2026-11-28; yesterday by default.", valueName: "date"))
    var day = NightDayArgument.yesterday

    @OptionGroup var json: JSONOption

    func run() async throws {
        let wanted = day
        let digest = try await Database.asBatch { client in
            let day = try await wanted.day(client)
            return try await CommandFailure.named {
                try await DigestDesk.digest(of: day, .load(from: client), in: client)
            }
        }
        Output.result(asJSON: json.isOn, digest.document, digest.body.trimmingLineEnd)
    }
}
