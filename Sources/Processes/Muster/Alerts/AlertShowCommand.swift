import Encodings
import ArgumentParser
import Foundation

struct AlertShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "What became of an alert, and which rule decided.")

    @Argument(help: "The alert's id.", transform: MessageShowCommand.identifier)
    var id: UUID

    @OptionGroup var json: JSONOption

    func run() async throws {
        let alert = try await API().get(["alerts", UUIDText.string(from: id)])
        Output.result(asJSON: json.isOn, alert, AlertText.one(alert))
    }
}
