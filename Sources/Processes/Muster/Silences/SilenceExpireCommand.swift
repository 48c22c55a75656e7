import ArgumentParser
import Encodings
import Foundation
import JSON

struct SilenceExpireCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "expire", abstract: "Ends a silence now; what it holds back and fires still is routed at once.")

    @Argument(help: "The silence's id.", transform: MessageShowCommand.identifier)
    var id: UUID

    @OptionGroup var json: JSONOption

    func run() async throws {
        let silence = try await API().delete(["silences", UUIDText.string(from: id)])
        Output.result(asJSON: json.isOn, silence, SilenceText.one(silence))
    }
}
