import ArgumentParser

struct NightlyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "nightly", abstract: "What is computed once a day, by hand.",
        subcommands: [
            NightlyRunCommand.self, NightlyStatusCommand.self, NightlyCostsCommand.self, NightlyMetricsCommand.self,
            NightlyReportCommand.self, NightlyForecastCommand.self, NightlyDigestCommand.self,
            NightlyCopyCommand.self, NightlyRetentionCommand.self,
        ])
}
