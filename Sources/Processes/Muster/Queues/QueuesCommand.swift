import ArgumentParser

struct QueuesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "queues", abstract: "What waits where; pauses and resumes a worker's queue, and retires it.",
        subcommands: [
            QueuesListCommand.self, QueuesPauseCommand.self, QueuesResumeCommand.self, QueuesRetireCommand.self,
            QueuesScheduledCommand.self,
        ],
        defaultSubcommand: QueuesListCommand.self)
}
