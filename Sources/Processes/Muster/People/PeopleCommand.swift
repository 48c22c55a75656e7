import ArgumentParser

struct PeopleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "people",
        abstract: "In which incidents people want to be engaged, over HTTP; and who may sign in at the console.",
        subcommands: [
            PeopleShowCommand.self, PeopleEngageCommand.self, PeopleDisengageCommand.self, PeopleInviteCommand.self,
            PeopleSessionsCommand.self, PeopleSignOutCommand.self,
        ])
}
