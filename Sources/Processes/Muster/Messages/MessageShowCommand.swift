import ArgumentParser
import Encodings
import Foundation
import JSON
import LetterStore
import Operations

struct MessageShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Where a message is: announced, published, claimed, done, dead.")

    @Argument(help: "The message's id.", transform: Self.identifier)
    var id: UUID

    @OptionGroup var json: JSONOption

    static func identifier(_ text: String) throws -> UUID {
        guard let id = UUID(uuidString: text) else {
            throw ValidationError("\(Listing.line(text)) is no UUID.")
        }
        return id
    }

    func run() async throws {
        let trace = try await Database.asOperator { try await MessageTrace.read(id, $0) }
        guard trace.isKnown else {
            throw CommandFailure(
                "Nothing is known of message \(id.uuidString.lowercased()). Outboxes remember for three days, inboxes "
                    + "for a hundred.")
        }
        Output.result(asJSON: json.isOn, Self.json(trace), Self.text(trace))
    }

    static func json(_ trace: MessageTrace) -> JSON {
        [
            "id": trace.id.json, "outbox": .array(trace.outbox.map(\.json)), "inbox": .array(trace.inbox.map(\.json)),
            "letters": .array(trace.letters.map(\.json)),
        ]
    }

    static func text(_ trace: MessageTrace) -> String {
        var listing = Listing("WHEN", "WHO", "WHAT")
        for row in trace.outbox {
            listing.add(RFC3339.string(from: row.createdAt), row.worker, "announced \(row.type)")
            let target = "\(row.exchange) under \(row.routingKey)"
            let what = row.publishedAt == nil ? "waits in the outbox for \(target)" : "published to \(target)"
            listing.add(row.publishedAt.map { RFC3339.string(from: $0) }, row.worker, what)
        }
        for row in trace.inbox {
            let when = RFC3339.string(from: row.doneAt ?? row.claimedAt)
            listing.add(when, row.worker, row.doneAt == nil ? "claimed it, try \(row.token)" : "done")
        }
        for letter in trace.letters {
            listing.add(
                RFC3339.string(from: letter.deadAt), letter.worker,
                "dead letter \(letter.id.uuidString.lowercased()): \(letter.errorCode), \(letter.state.rawValue)")
        }
        return listing.text(empty: "")
    }
}
