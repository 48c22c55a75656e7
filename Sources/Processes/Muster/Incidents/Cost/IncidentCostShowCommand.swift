import ArgumentParser

struct IncidentCostShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Tells what an incident costs so far: `muster incident cost INC-17`.")

    @Argument(help: "The incident's name, such as INC-17.")
    var name: IncidentNameArgument

    @Flag(help: "Print each line, and what could not be counted.")
    var explain = false

    @OptionGroup var json: JSONOption

    func run() async throws {
        let cost = try await API().get(["incidents", name.text, "cost"])
        Output.result(asJSON: json.isOn, cost, explain ? CostText.lines(cost) : CostText.summary(cost))
    }
}
