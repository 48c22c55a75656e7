import ArgumentParser

struct OnCallCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "oncall", abstract: "Who is on call, now and later, and changes to it, over HTTP.",
        subcommands: [
            OnCallShowCommand.self, OnCallShiftsCommand.self, OnCallGapsCommand.self, OnCallLoadCommand.self,
            OnCallOverrideCommand.self, OnCallSwapCommand.self, OnCallChangesCommand.self, OnCallWithdrawCommand.self,
            OnCallSuggestCommand.self, OnCallFeedCommand.self,
        ])
}
