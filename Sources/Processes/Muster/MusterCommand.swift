import ArgumentParser
import Incident

/// The root of all commands, one a file below.
struct MusterCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "muster",
        abstract: "Operates Muster, and speaks to it.",
        version: MusterVersion.current.description,
        subcommands: [
            AlertCommand.self, ConfigCommand.self, ConversationCommand.self, DeadLettersCommand.self,
            DoctorCommand.self, DocumentCommand.self, EventsCommand.self, FileCommand.self, IncidentCommand.self,
            KeysCommand.self, MessageCommand.self, MigrateCommand.self, OnCallCommand.self, PageCommand.self,
            PlaybookCommand.self,
            QueuesCommand.self, TopologyCommand.self,
        ])
}
