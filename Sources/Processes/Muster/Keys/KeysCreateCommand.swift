import ArgumentParser
import BrokerTopology
import Digests
import Encodings
import Foundation
import IncidentStore
import Operations

struct KeysCreateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create", abstract: "Makes a key, and shows it this once.")

    @Argument(help: "Whose it is: 1 to 60 of a-z, 0-9 and -, beginning with a letter. Its alerts have this source.")
    var name: KeyName

    @Option(name: .customLong("scope"), help: "What the key allows; may be given several times.")
    var scopes: [Scope] = [.alertsWrite]

    @Option(help: "When it ends: a span such as 90d or 12h, or a time such as 2027-01-31T00:00:00Z.")
    var expires: String?

    @Flag(help: "Make a broker user detector-NAME as well, which may publish alerts of this source over AMQP.")
    var amqp = false

    @Flag(help: "Make a key of 32 characters for senders of PagerDuty's events, which no other door accepts.")
    var routingKey = false

    @Flag(
        help: ArgumentHelp(
            "Make an id and a secret for clients of AWS Step Functions (boto3, the AWS CLI), which no other door accepts.",
            discussion: "Without --scope it may start playbooks (playbooks:start) and read them (incidents:read)."))
    var aws = false

    @Flag(
        help: "Let it send more than 1,000 requests a second and 5,000 at once, per instance.")
    var noQuota = false

    @OptionGroup var json: JSONOption

    func validate() throws {
        if routingKey, scopes != [.alertsWrite] {
            throw ValidationError("--routing-key makes a key that sends alerts, and nothing else; leave --scope out.")
        }
        if aws, routingKey || amqp {
            throw ValidationError(
                "--aws makes a key that signs requests, and nothing else; leave --routing-key and --amqp out.")
        }
        if let expires, Moment.future(expires).map({ $0 > Date() }) != true {
            throw ValidationError("--expires \(expires) is no time to come. Write 90d, 12h or 2027-01-31T00:00:00Z.")
        }
    }

    func run() async throws {
        let settings = Settings.process
        let created = try await Database.asOperator(settings) { client in
            let store = KeyStore(client: client, actor: Operator.name(settings))
            guard try await store.live(named: name.text).isEmpty else {
                throw CommandFailure(
                    "There is a live key named \(name.text). Use `muster keys rotate \(name.text)` for a second one, or "
                        + "`muster keys revoke \(name.text)` first.")
            }
            let broker = amqp ? try await makeDetector(store, settings) : nil
            let key = try NewKey(aws ? .aws : routingKey ? .routing : .bearer, signingKey: settings.signingKey())
            let record = try await store.insert(
                key, name: name.text, scopes: Scope.allCases.filter(allowed.contains).map(\.rawValue),
                expiresAt: expires.flatMap { Moment.future($0) }, hasQuota: !noQuota)
            return CreatedKey(key: key.text, record: record, broker: broker)
        }
        Output.result(asJSON: json.isOn, created.json, CreatedKeyText.text(created))
    }

    /// What it allows: one for clients of AWS sends no alerts.
    private var allowed: [Scope] { aws && scopes == [.alertsWrite] ? [.incidentsRead, .playbooksStart] : scopes }

    private func makeDetector(_ store: KeyStore, _ settings: Settings) async throws -> CreatedKey.BrokerLogin {
        let topology = try Broker.topology(settings)
        let detector = try DetectorUser(source: name.text, topology)
        let password = Base64.url.encode(randomBytes(32))
        try await Broker.management(settings).makeDetector(detector, password: password)
        try await store.recordDetector(source: detector.source, user: detector.name)
        return CreatedKey.BrokerLogin(
            user: detector.name, password: password, exchange: topology.detectors.exchange,
            routingKey: "<format>.\(detector.source)")
    }
}
