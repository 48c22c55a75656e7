import ArgumentParser

struct HeartbeatCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "heartbeat", abstract: "What says regularly that all is well, over HTTP.",
        subcommands: [HeartbeatListCommand.self, HeartbeatSendCommand.self])
}
