import ArgumentParser
import BrokerTopology
import Encodings
import Foundation
import JSON
import LetterStore
import Operations

struct MessageShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Where a message is: announced, published, claimed, waiting, done, dead.",
        discussion: "Of each retry queue it looks at the first 2000 messages, and puts them back in their places.")

    @Argument(help: "The message's id.", transform: Self.identifier)
    var id: UUID

    @OptionGroup var json: JSONOption

    static func identifier(_ text: String) throws -> UUID {
        guard let id = UUIDText.uuid(from: text) else {
            throw ValidationError(
                "\(Plain.line(text)) is no id. An id looks like 01a222a0-521b-7e8b-a519-42c9a09823cb.")
        }
        return id
    }

    func run() async throws {
        let settings = Settings.process
        var trace = try await Database.asOperator(settings) { try await MessageTrace.read(id, $0) }
        do {
            trace.waits = try await RetryWait.find(id, Broker.management(settings), Broker.topology(settings))
        } catch {
            Output.note("muster: Whether it waits for a retry cannot be seen: \(error)")
        }
        guard trace.isKnown else {
            throw CommandFailure(
                "Nothing is known of message \(UUIDText.string(from: id)). Outboxes remember for three days, inboxes "
                    + "for a hundred.")
        }
        Output.result(asJSON: json.isOn, trace.json, MessageText.text(trace))
    }
}
