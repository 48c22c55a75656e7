import ArgumentParser
import BrokerTopology
import JSON
import Operations

struct KeysRevokeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke", abstract: "Ends the key with a prefix, or all keys of a name and its broker user.")

    @Argument(help: "A name, or the eight characters of a prefix.")
    var nameOrPrefix: String

    @OptionGroup var json: JSONOption

    func run() async throws {
        let settings = Settings.process
        let (prefixes, user) = try await Database.asOperator(settings) { client in
            let store = KeyStore(client: client, actor: Operator.name(settings))
            let prefixes = try await store.revoke(nameOrPrefix)
            let user = try await store.revokeDetector(source: nameOrPrefix)
            if let user { try await Broker.management(settings).deleteUser(user) }
            guard !prefixes.isEmpty || user != nil else {
                throw CommandFailure(
                    "There is no live key with the name or prefix \(Plain.line(nameOrPrefix)). "
                        + "See `muster keys list`.")
            }
            return (prefixes, user)
        }
        Output.result(
            asJSON: json.isOn,
            ["revoked": .array(prefixes.map(JSON.string)), "broker_user": user.map(JSON.string) ?? .null],
            "Revoked: \((prefixes + [user].compactMap(\.self)).joined(separator: ", ")). Intake notices within seconds."
        )
    }
}
