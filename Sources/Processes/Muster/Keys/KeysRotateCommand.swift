import ArgumentParser
import Foundation
import Operations

struct KeysRotateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rotate", abstract: "Makes a second key of the same name and scopes; both are live.",
        discussion: "Give the new key to its user, then revoke the old one by its prefix.")

    @Argument(help: "The name.")
    var name: KeyName

    @OptionGroup var json: JSONOption

    func run() async throws {
        let settings = Settings.process
        let created = try await Database.asOperator(settings) { client in
            let store = KeyStore(client: client, actor: Operator.name(settings))
            let live = try await store.live(named: name.text)
            guard let last = live.last else {
                throw CommandFailure(
                    "There is no live key named \(name.text). Make one with `muster keys create \(name.text)`.")
            }
            guard live.count == 1 else {
                throw CommandFailure(
                    "\(name.text) has \(live.count) live keys already. Revoke the oldest first: "
                        + "`muster keys revoke \(live[0].prefix)`.")
            }
            let key = try NewKey(KeyKind(rawValue: last.kind) ?? .bearer, signingKey: settings.signingKey())
            let record = try await store.insert(
                key, name: name.text, scopes: last.scopes, expiresAt: last.expiresAt, hasQuota: last.hasQuota)
            return CreatedKey(key: key.text, record: record)
        }
        Output.result(asJSON: json.isOn, created.json, CreatedKeyText.text(created))
    }
}
