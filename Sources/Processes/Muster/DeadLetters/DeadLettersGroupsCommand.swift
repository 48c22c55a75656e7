import ArgumentParser
import Encodings
import JSON
import Operations

struct DeadLettersGroupsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "groups", abstract: "Waiting dead letters by what they have in common, the most first.")

    @OptionGroup var json: JSONOption

    func run() async throws {
        let groups = try await Database.asOperator { try await DeadLetterStore(client: $0).groups() }
        Output.result(asJSON: json.isOn, Output.list(groups.map(\.json)), Self.text(groups))
    }

    static func text(_ groups: [DeadLetterStore.Group]) -> String {
        var listing = Listing("GROUP", "COUNT", "WORKER", "TYPE", "ERROR", "PLACE", "LAST")
        for group in groups {
            listing.add(
                group.id, "\(group.count)", group.worker, group.messageType, group.errorCode, group.place,
                RFC3339.string(from: group.lastAt))
        }
        return listing.text(empty: "No dead letters wait.")
    }
}
