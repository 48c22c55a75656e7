import HTTPKit
import HTTPTypes
import Synchronization

/// Since when nothing can be stored.
///
/// The Python client of PagerDuty (`pagerduty` 7.2) gives an event up after seven answers of 503, within 189 s, and waits as long as
/// it takes after 429: short trouble is 503, which is what it is, and long trouble 429.
final class Trouble: Sendable {
    /// From here on trouble is long: before most of those tries are used up.
    static let patience: Duration = .seconds(60)

    private let since = Mutex<ContinuousClock.Instant?>(nil)

    /// Notes a problem that a sender is told.
    /// - Returns: whether nothing can be stored, and that for long.
    func isLong(_ problem: Problem, at now: ContinuousClock.Instant = .now) -> Bool {
        guard problem.status.code >= 500 else { return false }
        return since.withLock { since in
            let start = since ?? now
            since = start
            return now - start >= Self.patience
        }
    }

    /// Notes that something was stored.
    func end() { since.withLock { $0 = nil } }
}
