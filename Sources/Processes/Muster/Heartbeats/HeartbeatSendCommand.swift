import ArgumentParser
import JSON

struct HeartbeatSendCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "send", abstract: "Says that all is well, with the key of the heartbeat's source.")

    @Argument(help: "The heartbeat's name in the configuration.")
    var name: String

    @OptionGroup var json: JSONOption

    func run() async throws {
        let heartbeat = try await API().post(["heartbeats", name], .null)
        Output.result(
            asJSON: json.isOn, heartbeat, "heard; it is missing from \(heartbeat.text(of: "due_at") ?? "?") on")
    }
}
