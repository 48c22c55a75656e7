import ArgumentParser
import JSON

struct AlertTestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Tells what would become of alerts: route, incident, and whom it would page. Changes nothing.")

    @Argument(help: "A file with alerts as JSON; - reads standard input.")
    var file: String

    @Option(help: "What the file is written in: native, cloudevents, or the product that sends it.")
    var format: AlertFormatArgument = .native

    @Flag(help: "As an exercise, which pages only the drill contacts.")
    var drill = false

    @OptionGroup var json: JSONOption

    func run() async throws {
        let body = try AlertFile.read(file)
        let answer = try await API().post(
            format.path, body, query: [("dry_run", "true")], type: format.contentType(of: body), isDrill: drill)
        Output.result(asJSON: json.isOn, answer, DryRunText.answer(answer))
        if let rejected = answer["rejected"]?.arrayValue, !rejected.isEmpty { throw CommandFailure.told }
    }
}
