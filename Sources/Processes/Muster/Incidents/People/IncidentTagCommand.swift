import ArgumentParser
import JSON

struct IncidentTagCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tag", abstract: "Sorts an incident by tags such as service:payments; without any, lists them.")

    @Argument(help: "The incident's name, such as INC-17.")
    var name: IncidentNameArgument

    @Argument(help: "What it is to have: type:value.")
    var tags: [String] = []

    @Option(name: .customLong("remove"), help: "What it is not to have any more; may be given several times.")
    var removed: [String] = []

    @OptionGroup var json: JSONOption

    func run() async throws {
        let path = ["incidents", name.text, "tags"]
        let answer =
            tags.isEmpty && removed.isEmpty
            ? try await API().get(path) : try await API().post(path, ["add": tags.json, "remove": removed.json])
        let all = (answer["items"]?.arrayValue ?? []).compactMap(\.stringValue).map(Plain.line)
        Output.result(
            asJSON: json.isOn, answer, all.isEmpty ? "\(name.text) has no tags." : all.joined(separator: "\n"))
    }
}
