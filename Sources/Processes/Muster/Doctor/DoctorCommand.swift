import AMQP
import ArgumentParser
import BrokerTopology
import Foundation
import Incident
import JSON
import Migrations
import Operations

struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Says what is wrong and how to put it right; accounts for every message.",
        discussion: """
            With --ledger it accounts for every report, alert and message of the last three days: done, in an outbox, \
            queued, retrying, dead, discarded, or missing; and for effects that happened twice. It waits until what is \
            under way has settled, and needs seven seconds to call something missing.
            With --for it says what would be different for this installation on another release of its broker.
            """)

    @Flag(help: "Account for every accepted report, alert and message.")
    var ledger = false

    @Option(help: "Seconds that the ledger gives messages to settle.")
    var wait = 10

    @Option(name: .customLong("for"), help: "A release to look ahead to: rabbitmq=4.3.")
    var release: String?

    @OptionGroup var json: JSONOption

    func validate() throws {
        guard (0...3600).contains(wait) else { throw ValidationError("--wait must be from 0 to 3600.") }
        guard let release else { return }
        guard !ledger else { throw ValidationError("--for and --ledger are two questions: ask one after the other.") }
        guard release.hasPrefix(Self.product) else {
            throw ValidationError("--for takes a release of RabbitMQ: rabbitmq=4.3.")
        }
    }

    func run() async throws {
        if let release { return try await lookAhead(String(release.dropFirst(Self.product.count))) }
        try await ledger ? takeLedger() : examine()
    }

    private static let product = "rabbitmq="

    private func lookAhead(_ release: String) async throws {
        let settings = Settings.process
        let installation = try await Broker.management(settings).installation()
        let checks = try BrokerUpgrade(installation, topology: Broker.topology(settings), to: release).checks
        try tell(checks, Self.sentences(checks))
    }

    private func takeLedger() async throws {
        let settings = Settings.process
        let topology = try Broker.topology(settings)
        let broker = try Broker.management(settings)
        let ledger = try await Database.asOperator(settings) { client in
            try await LedgerTaker(
                client: client, broker: broker, topology: topology, patience: .seconds(wait)
            ).take()
        }
        Output.result(asJSON: json.isOn, ledger.json, LedgerText.text(ledger))
        if !ledger.isWhole { throw CommandFailure.told }
    }

    private func examine() async throws {
        let checks = await Self.checks(.process)
        try tell(checks, Self.text(checks))
    }

    private func tell(_ checks: [Check], _ text: String) throws {
        let isWell = checks.allSatisfy(\.isWell)
        Output.result(
            asJSON: json.isOn, ["ok": .bool(isWell), "checks": .array(checks.map(\.json))], text)
        if !isWell { throw CommandFailure.told }
    }

    private static func checks(_ settings: Settings) async -> [Check] {
        let home = settings.optional("MUSTER_HOME") ?? FileManager.default.currentDirectoryPath
        do {
            return try await Database.asOperator(settings) { client in
                await Examination(
                    client: client,
                    migrations: {
                        try MigrationFolder(path: MigrationFolder.locate(named: nil, environment: settings.values))
                    },
                    broker: { try broker(settings) }, home: home
                ).checks()
            }
        } catch {
            let fix = "Load the environment of the stack: . .muster/env"
            return [.wrong("database", "\(error)", fix: fix), Examination.disk(home)]
        }
    }

    private static func broker(_ settings: Settings) throws -> ExaminedBroker {
        ExaminedBroker(management: try Broker.management(settings), topology: try Broker.topology(settings)) {
            try AMQPConfiguration(
                url: settings.secret("MUSTER_AMQP_URL"), connectionName: MusterVersion.applicationName(of: "cli"))
        }
    }

    /// Each with all that it says, since the sources stand at the end.
    static func sentences(_ checks: [Check]) -> String {
        checks.map { check in
            let head = "\(check.isWell ? "ok   " : "WRONG")  \(check.name): \(Plain.line(check.detail))."
            return head + (check.fix.map { "\n       \($0)" } ?? "")
        }.joined(separator: "\n")
    }

    static func text(_ checks: [Check]) -> String {
        var listing = Listing("CHECK", "STATE", "DETAIL")
        for check in checks {
            listing.add(check.name, check.isWell ? check.fix == nil ? "ok" : "soon" : "WRONG", check.detail)
        }
        let fixes = checks.compactMap { check in check.fix.map { (check.name, $0) } }
        let text = listing.text(empty: "")
        return fixes.isEmpty ? text : "\(text)\n\nWhat to do:\n\(Fields.text(fixes))"
    }
}
