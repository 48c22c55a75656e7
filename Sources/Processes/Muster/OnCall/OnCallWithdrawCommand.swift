import ArgumentParser
import Encodings
import Foundation
import JSON

struct OnCallWithdrawCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "withdraw", abstract: "Takes an override, a swap or extra cover back.")

    @OptionGroup var schedule: ScheduleArgument

    @Argument(help: "The id of the change.", transform: MessageShowCommand.identifier)
    var id: UUID

    @OptionGroup var json: JSONOption

    func run() async throws {
        let change = try await API().delete(["oncall", schedule.name, "changes", UUIDText.string(from: id)])
        Output.result(asJSON: json.isOn, change, "It is withdrawn.")
    }
}
