import ArgumentParser

struct IncidentCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "incident", abstract: "Reports and leads incidents, over HTTP.",
        subcommands: [
            IncidentReportCommand.self, IncidentListCommand.self, IncidentShowCommand.self,
            IncidentAssignCommand.self, IncidentStatusCommand.self, IncidentUpdateCommand.self,
            IncidentJoinCommand.self,
            IncidentLeaveCommand.self, IncidentRemoveCommand.self, IncidentInviteCommand.self,
            IncidentSubscribeCommand.self, IncidentRoleCommand.self, IncidentReportStatusCommand.self,
            IncidentQuestionCommand.self, IncidentReviewCommand.self, IncidentMergeCommand.self,
            IncidentTagCommand.self,
            IncidentCostCommand.self, IncidentTraceCommand.self,
            IncidentHoldCommand.self,
        ])
}
