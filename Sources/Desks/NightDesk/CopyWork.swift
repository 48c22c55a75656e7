import Nights
import Postgres

/// Writes the copies for the worst day. They say what is known now, whatever the night's day is.
struct CopyWork: NightWork {
    let name = StepName.copy
    let folder: WorstDayFolder?

    func run(_ night: NightContext) async throws -> NightOutcome {
        guard let folder else { return .skipped("\(WorstDayFolder.variable) names no folder") }
        return .done(try await folder.write(night.settings, at: night.now, from: night.database).count)
    }
}
