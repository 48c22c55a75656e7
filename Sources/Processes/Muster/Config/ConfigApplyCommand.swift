import ArgumentParser
import JSON
import Operations
import Organisation

struct ConfigApplyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "apply", abstract: "Says what a file would change, and applies it as a whole.")

    @OptionGroup var source: ConfigFile
    @OptionGroup var json: JSONOption

    func run() async throws {
        let file = try source.read()
        try await Database.asOperator { client in
            let store = ConfigurationStore(client: client)
            let plan = ConfigurationPlan(from: try await store.newest()?.document, to: file.document)
            if !json.isOn { Output.text(Self.text(plan)) }
            let applied = try await store.apply(file.document, by: Operator.name())
            Output.result(
                asJSON: json.isOn,
                [
                    "version": .int(applied.version), "changed": .bool(!applied.plan.isEmpty),
                    "changes": applied.plan.json,
                ],
                applied.plan.isEmpty
                    ? "Version \(applied.version) stays." : "Version \(applied.version) is in force.")
        }
    }

    static func text(_ plan: ConfigurationPlan) -> String {
        plan.changes.map { Plain.line($0.description) }.joined(separator: "\n")
    }
}
