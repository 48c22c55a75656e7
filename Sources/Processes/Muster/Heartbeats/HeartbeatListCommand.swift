import ArgumentParser
import JSON

struct HeartbeatListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists the heartbeats of the configuration, and when each was heard last.")

    @OptionGroup var json: JSONOption

    func run() async throws {
        let answer = try await API().get(["heartbeats"])
        Output.result(asJSON: json.isOn, answer, HeartbeatText.list(answer))
    }
}
