import ArgumentParser
import Contracts
import JSON
import Operations
import Organisation
import Postgres

struct ConfigApplyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "apply", abstract: "Says what a file would change, and applies it as a whole.",
        discussion: """
            With --against it says first what the file would have made of the alerts of some days, and asks whether to go on. \
            Without a terminal nobody can be asked: nothing is applied then unless --yes is given.
            """)

    @OptionGroup var source: ConfigFile
    @OptionGroup var rehearsal: AgainstOptions

    @Flag(help: "With --against: goes on without asking.")
    var yes = false

    @OptionGroup var json: JSONOption

    func run() async throws {
        let file = try await source.read()
        try await Database.asOperator { client in
            let store = ConfigurationStore(client: client)
            let newest = try await store.newest()
            let plan = ConfigurationPlan(from: newest?.document, to: file.document)
            if !json.isOn { Output.text(Self.text(plan)) }
            if Self.movesDuty(plan), !json.isOn { try await Self.tellSteps(client) }
            let report = try await rehearsal.rehearse(file.configuration, in: client)
            if let report, !json.isOn { Output.text("\n\(report.text)\n") }
            guard report == nil || plan.isEmpty || goesOn() else {
                return Output.result(
                    asJSON: json.isOn,
                    Self.json(newest?.number ?? 0, plan, isApplied: false, report),
                    "Nothing was applied." + (Confirmation.isPossible ? "" : " Say --yes to go on without a terminal."))
            }
            let applied = try await store.apply(file.document, by: Operator.name())
            Output.result(
                asJSON: json.isOn, Self.json(applied.version, applied.plan, isApplied: true, report),
                applied.plan.isEmpty
                    ? "Version \(applied.version) stays." : "Version \(applied.version) is in force.")
        }
    }

    /// Whether others may be on call than before.
    private static func movesDuty(_ plan: ConfigurationPlan) -> Bool {
        plan.changes.contains { ["rota", "schedule"].contains($0.subject) && $0.kind != .added }
    }

    /// A step finds out who is on call when it is taken.
    private static func tellSteps(_ client: PostgresClient) async throws {
        let due = try await ScheduledWork.due(of: "paging", client: client)
        let steps = ScheduledWork(due.counts.filter { $0.key == AdvanceEscalation.type })
        if steps.isEmpty { return }
        Output.note(
            "\(steps.text), due in the next \(ScheduledWork.horizon.components.seconds / 60) minutes, would page by the new "
                + "rota or schedule.")
    }

    private func goesOn() -> Bool {
        yes || Confirmation.isPossible && !json.isOn && Confirmation.ask("Apply \(source.file)?")
    }

    private static func json(
        _ version: Int64, _ plan: ConfigurationPlan, isApplied: Bool, _ report: RehearsalReport?
    ) -> JSON {
        var json: JSONObject = [
            "version": .int(version), "changed": .bool(isApplied && !plan.isEmpty), "changes": plan.json,
        ]
        if let report {
            json["applied"] = .bool(isApplied)
            json["against"] = report.json
        }
        return .object(json)
    }

    static func text(_ plan: ConfigurationPlan) -> String {
        plan.changes.map { Plain.line($0.description) }.joined(separator: "\n")
    }
}
