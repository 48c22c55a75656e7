import ArgumentParser
import JSON
import IncidentStore

struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Says what is wrong and how to put it right; accounts for every message.",
        discussion: """
            With --ledger it accounts for every report, alert and message of the last three days: done, in an outbox, \
            queued, retrying, dead, discarded, or missing; and for effects that happened twice. It waits until what is \
            under way has settled, and needs seven seconds to call something missing.
            """)

    @Flag(help: "Account for every accepted report, alert and message.")
    var ledger = false

    @Option(help: "Seconds that the ledger gives messages to settle.")
    var wait = 10

    @OptionGroup var json: JSONOption

    func validate() throws {
        guard (0...3600).contains(wait) else { throw ValidationError("--wait must be from 0 to 3600.") }
    }

    func run() async throws {
        try await ledger ? takeLedger() : examine()
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
        let checks = await Examination(settings: .process).checks()
        let isWell = checks.allSatisfy(\.isWell)
        Output.result(
            asJSON: json.isOn, ["ok": .bool(isWell), "checks": .array(checks.map(\.json))], Self.text(checks))
        if !isWell { throw CommandFailure.told }
    }

    static func text(_ checks: [Check]) -> String {
        var listing = Listing("CHECK", "", "DETAIL")
        for check in checks {
            listing.add(check.name, check.isWell ? "ok" : "WRONG", check.detail)
        }
        let fixes = checks.filter { !$0.isWell }.compactMap { check in check.fix.map { "\(check.name): \($0)" } }
        return ([listing.text(empty: "")] + fixes).joined(separator: "\n")
    }
}
