import ArgumentParser
import Nights

/// `muster nightly costs`: one step of a night by hand.
struct NightlyCostsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "costs", abstract: "Computes what incidents cost, and adds it up by day, type and team.")

    @Option(help: ArgumentHelp("The day, such as 2026-11-28; yesterday by default.", valueName: "date"))
    var day = NightDayArgument.yesterday

    @OptionGroup var json: JSONOption

    func run() async throws { try await NightlyRunCommand.run(day, [.costs], asJSON: json.isOn) }
}

/// `muster nightly metrics`: one step of a night by hand.
struct NightlyMetricsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "metrics", abstract: "Computes how long incidents took, how many there were, and who was paged.")

    @Option(help: ArgumentHelp("The day, such as 2026-11-28; yesterday by default.", valueName: "date"))
    var day = NightDayArgument.yesterday

    @OptionGroup var json: JSONOption

    func run() async throws { try await NightlyRunCommand.run(day, [.metrics], asJSON: json.isOn) }
}
