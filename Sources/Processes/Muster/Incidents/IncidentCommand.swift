import ArgumentParser

struct IncidentCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "incident", abstract: "Reports and leads incidents, over HTTP.",
        subcommands: [
            IncidentReportCommand.self, IncidentListCommand.self, IncidentShowCommand.self,
            IncidentAssignCommand.self, IncidentStatusCommand.self, IncidentJoinCommand.self,
            IncidentTraceCommand.self,
        ])
}
