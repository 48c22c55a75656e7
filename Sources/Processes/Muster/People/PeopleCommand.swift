import ArgumentParser

struct PeopleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "people",
        abstract: "Who there is, in which incidents they want to be engaged, and who may do what at the console.",
        subcommands: [
            PeopleListCommand.self, PeopleShowCommand.self, PeopleEngageCommand.self, PeopleDisengageCommand.self,
            PeopleInviteCommand.self, PeopleSessionsCommand.self, PeopleSignOutCommand.self, PeopleGrantCommand.self,
            PeopleRevokeCommand.self, PeopleGrantsCommand.self,
        ])
}
