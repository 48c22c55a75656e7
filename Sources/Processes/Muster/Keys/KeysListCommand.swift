import ArgumentParser
import Encodings
import Foundation
import JSON
import Operations

struct KeysListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists the keys that are live; with --all also expired and revoked ones.")

    @Flag(help: "Also those that open nothing any more.")
    var all = false

    @OptionGroup var json: JSONOption

    func run() async throws {
        let now = Date()
        let keys = try await Database.asOperator { try await KeyStore(client: $0, actor: Operator.name()).all() }
            .filter { all || $0.isLive(at: now) }
        Output.result(asJSON: json.isOn, Output.list(keys.map(\.json)), Self.text(keys))
    }

    static func text(_ keys: [KeyRecord]) -> String {
        var listing = Listing("NAME", "PREFIX", "SCOPES", "CREATED", "EXPIRES", "REVOKED", "LAST USED")
        for key in keys {
            listing.add(
                key.name, key.prefix, key.scopes.joined(separator: ","), RFC3339.string(from: key.createdAt),
                key.expiresAt.map { RFC3339.string(from: $0) }, key.revokedAt.map { RFC3339.string(from: $0) },
                key.lastUsedAt.map { RFC3339.string(from: $0) })
        }
        return listing.text(empty: "There are no keys. Make one with `muster keys create NAME`.")
    }
}
