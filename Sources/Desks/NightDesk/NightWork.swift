import Forecast
import FoundationEssentials
import Nights
import Postgres

/// What one step of a night does: in one transaction, from one snapshot, so that it is there as a whole or not at all.
protocol NightWork: Sendable {
    /// Which step it is.
    var name: StepName { get }
    /// Computes it.
    func run(_ night: NightContext) async throws -> NightOutcome
}

/// What a step works with.
struct NightContext: Sendable {
    /// The day whose end it is computed for; not before one that was computed already, for what is known then is not forgotten.
    let day: Day
    /// The day that was asked for.
    let wanted: Day
    let settings: NightSettings
    /// Everything is read from its snapshot and written into it.
    let work: PostgresTransaction
    /// For what is to be seen by others at once.
    let database: PostgresClient
    /// The time of the snapshot.
    let now: Date
    /// Told how far it is.
    let progress: @Sendable (Int) -> Void

    /// When the day ends.
    var end: Date { settings.calendar.end(of: day) }
}

/// What came of a step.
enum NightOutcome: Sendable, Hashable {
    /// So many rows were written; with what is to be known of it.
    case done(Int, note: String? = nil)
    /// There was nothing to do, for this reason.
    case skipped(String)
}
