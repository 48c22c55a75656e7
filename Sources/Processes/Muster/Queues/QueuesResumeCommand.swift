import ArgumentParser
import JSON
import Operations

struct QueuesResumeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume", abstract: "Lets a paused worker take messages again.")

    @Argument(help: "The queue, which has the worker's name.")
    var queue: String

    @OptionGroup var json: JSONOption

    func run() async throws {
        let settings = Settings.process
        let wasPaused = try await Database.asOperator(settings) {
            try await PausedQueues(client: $0).resume(queue, by: Operator.name(settings))
        }
        Output.result(
            asJSON: json.isOn, ["queue": .string(queue), "paused": false, "changed": .bool(wasPaused)],
            wasPaused ? "\(queue) takes messages again within seconds." : "\(Plain.line(queue)) is not paused.")
    }
}
