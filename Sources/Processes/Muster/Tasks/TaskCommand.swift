import ArgumentParser

struct TaskCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "task", abstract: "What is to be done in incidents, over HTTP.",
        subcommands: [
            TaskListCommand.self, TaskShowCommand.self, TaskCreateCommand.self, TaskAssignCommand.self,
            TaskResolveCommand.self, TaskReopenCommand.self,
        ])
}
