import ArgumentParser
import Encodings
import Incident

/// The root of all commands, one a file below.
struct MusterCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "muster",
        abstract: "Operates Muster, and speaks to it.",
        version: MusterVersion.current.description,
        subcommands: [
            AlertCommand.self, ConfigCommand.self, ContactCommand.self, ConversationCommand.self,
            DeadLettersCommand.self,
            DoctorCommand.self, DocumentCommand.self, EventsCommand.self, FileCommand.self, HeartbeatCommand.self,
            ImportCommand.self, IncidentCommand.self,
            KeysCommand.self, MessageCommand.self, MigrateCommand.self, NightlyCommand.self, OnCallCommand.self,
            PageCommand.self, PeopleCommand.self, PersonCommand.self, PlaybookCommand.self, ProviderCommand.self,
            QueuesCommand.self, SilenceCommand.self, TaskCommand.self, TopCommand.self, TopologyCommand.self,
            WhyCommand.self,
        ])
}
