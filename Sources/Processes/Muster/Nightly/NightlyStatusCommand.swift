import ArgumentParser
import NightDesk
import Nights

struct NightlyStatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Shows the last nights, what failed of them, and when the next one is due.")

    @Option(help: "How many days back, 1 to 366.")
    var days = 7

    @OptionGroup var json: JSONOption

    func validate() throws {
        guard (1...366).contains(days) else { throw ValidationError("--days is 1 to 366: \(days)") }
    }

    func run() async throws {
        let days = days
        let status = try await Database.asOperator { client in
            try await CommandFailure.named {
                try await NightStatus.load(days: days, settings: .load(from: client), from: client)
            }
        }
        Output.result(asJSON: json.isOn, status.json, NightText.status(status))
    }
}
