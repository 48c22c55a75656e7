import ArgumentParser
import JSON

struct IncidentTraceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trace", abstract: "What happened in an incident, in order.")

    @Argument(help: "The incident's name, such as INC-17.")
    var name: IncidentNameArgument

    @OptionGroup var json: JSONOption

    func run() async throws {
        let api = try API()
        var entries: [JSON] = []
        var cursor: String?
        repeat {
            let page = try await api.get(
                ["incidents", name.text, "timeline"], [("limit", "200"), ("cursor", cursor)])
            entries += page["items"]?.arrayValue ?? []
            cursor = page["next_cursor"]?.stringValue
        } while cursor != nil && entries.count < 100_000
        Output.result(asJSON: json.isOn, Output.list(entries), IncidentText.timeline(entries))
    }
}
