import ArgumentParser

struct IncidentShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Shows one incident with its places and people.")

    @Argument(help: "The incident's name, such as INC-17.")
    var name: IncidentNameArgument

    @OptionGroup var json: JSONOption

    func run() async throws {
        let incident = try await API().get(["incidents", name.text])
        Output.result(asJSON: json.isOn, incident, IncidentText.one(incident))
    }
}
