import ArgumentParser

struct TaskShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Shows one task with all that happened to it.")

    @OptionGroup var task: TaskArgument
    @OptionGroup var json: JSONOption

    func run() async throws {
        let answer = try await API().get(task.path)
        Output.result(asJSON: json.isOn, answer, TaskListText.one(answer))
    }
}
