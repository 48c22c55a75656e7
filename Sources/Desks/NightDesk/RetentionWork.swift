import FoundationEssentials
import Nights
import NightStore
import Organisation
import Postgres

/// Ages out what is kept no longer. Each batch commits on its own: ended anywhere, the next run goes on where it was.
struct RetentionWork: NightWork {
    let name = StepName.retention

    func run(_ night: NightContext) async throws -> NightOutcome {
        var rows = 0
        var counts: [RetentionKind: Int] = [:]
        let schemas = try await RetentionRows.schemas(in: night.database)
        for kind in RetentionKind.allCases {
            guard let moment = RetentionPlan.moment(kind, night.day, night.settings) else { continue }
            for schema in schemas {
                while let gone = try await RetentionRows.age(kind, of: schema, before: moment, in: night.database),
                    gone > 0
                {
                    counts[kind, default: 0] += gone
                    rows += gone
                    night.progress(rows)
                }
            }
        }
        let told = RetentionKind.allCases.compactMap { kind in counts[kind].map { "\(kind.rawValue) \($0)" } }
        return .done(rows, note: told.isEmpty ? nil : told.joined(separator: ", "))
    }
}
