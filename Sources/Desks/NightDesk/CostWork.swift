import Cost
import CostStore
import Forecast
import FoundationEssentials
import Incident
import IncidentStore
import Nights
import NightStore
import Organisation
import Postgres

/// What incidents cost, computed by the function of the cost-calculator from the same rows, and added up.
struct CostWork: NightWork {
    let name = StepName.costs

    func run(_ night: NightContext) async throws -> NightOutcome {
        guard let rules = night.settings.organisation.costs, let named = try await CostRows.rules(in: night.work) else {
            return .skipped("the configuration says nothing of costs")
        }
        let audit = CostAudit(night: night, rules: rules, rulesSince: named.appliedAt)
        var incidents = ChangedIncidents(.costs, reportedBefore: night.end, rules: named.name)
        var days: Set<Day> = []
        var rows = 0
        while let found = try await incidents.next(in: night.work) {
            guard !found.isEmpty else { continue }
            let block = try await CostBlock(found, night: night, rules: rules, rulesName: named.name)
            try await audit.correct(block.lost)
            _ = try await night.work.pipeline(
                CostRows.keep(block.costs) + [CostRows.note(block.changes, on: night.day)])
            days.formUnion(block.days)
            rows += block.costs.count
            night.progress(rows)
        }
        _ = try await night.work.pipeline(CostRows.sum(days.sorted()))
        return .done(rows, note: try await audit.note())
    }
}
