import ArgumentParser

struct AlertCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "alert", abstract: "Sends alerts and asks what became of them, over HTTP.",
        subcommands: [AlertSendCommand.self, AlertTestCommand.self, AlertListCommand.self, AlertShowCommand.self])
}
