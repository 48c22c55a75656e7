import ArgumentParser
import BrokerTopology
import JSON
import Operations

struct TopologyApplyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "apply", abstract: "Says what is different on the broker, and makes it as the topology says.",
        discussion: """
            Applied again, it changes nothing. What cannot be changed (a queue's argument) is named, and then nothing is \
            changed at all. With MUSTER_DATABASE_URL the digest is recorded, so that the processes can start.
            """)

    @OptionGroup var folder: TopologyFolder
    @OptionGroup var broker: TopologyBroker
    @OptionGroup var json: JSONOption

    func run() async throws {
        let settings = Settings.process
        let topology = try folder.read(settings)
        let isQuiet = json.isOn
        let differences = try await broker.client(settings).apply(topology, secrets: broker.secretDirectory) { plan in
            if !isQuiet, !plan.isEmpty { Output.text(TopologyReport.text(plan)) }
        }
        let digest = BrokerDefinitions(topology).digest
        let isRecorded = try await record(topology, digest, settings)
        let changed = differences.count { $0.remedy == .repaired }
        Output.result(
            asJSON: json.isOn,
            [
                "digest": .string(digest), "recorded": .bool(isRecorded), "changed": .int(changed),
                "differences": differences.json,
            ],
            Self.summary(changed: changed, left: differences.count - changed))
    }

    private func record(_ topology: Topology, _ digest: String, _ settings: Settings) async throws -> Bool {
        guard try settings.optionalSecret("MUSTER_DATABASE_URL") != nil else { return false }
        try await Database.asOperator(settings) { client in
            let applied = AppliedTopology(client: client)
            try await applied.recordConsumption(by: topology)
            try await applied.record(
                digest, workers: topology.workers.filter { !$0.keepsDeadLetters }.map(\.name),
                by: Operator.name(settings))
        }
        return true
    }

    static func summary(changed: Int, left: Int) -> String {
        let done =
            switch changed {
            case 0: "The broker has this topology."
            case 1: "1 change made."
            default: "\(changed) changes made."
            }
        return left == 0 ? done : done + " \(left) left for you to decide: see above."
    }
}
