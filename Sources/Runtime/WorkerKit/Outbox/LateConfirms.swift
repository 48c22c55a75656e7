import AMQP
import FoundationEssentials
import Synchronization

/// Rows that were published and are not confirmed in time: a broker that has lost its majority, or takes no messages for want
/// of memory, confirms them when it is well again. Published again meanwhile, they would all be there twice.
final class LateConfirms: Sendable {
    /// How long a confirm is waited for. After that a row is published again: a consumer may get it twice, and for ever is
    /// too long.
    static let patience: Duration = .seconds(600)

    /// How long something that nobody expects is kept: it may come a moment before whoever sent the row says so. Of a row that was
    /// published again after ``patience``, it may come once more, when nobody asks any longer.
    static let memory: Duration = .seconds(60)

    private struct State {
        /// Until when each is waited for.
        var expected: [UUID: ContinuousClock.Instant] = [:]
        var settled: [UUID: (outcome: PublishOutcome, at: ContinuousClock.Instant)] = [:]
    }

    private let state = Mutex(State())

    /// Waits for the confirms of rows from now on. What has come of one meanwhile is there already.
    func expect(_ rows: [UUID], at now: ContinuousClock.Instant = .now) {
        if rows.isEmpty { return }
        state.withLock { state in
            for row in rows { state.expected[row] = now + Self.patience }
        }
    }

    /// Notes what has come of a row after all: once for each that is ever expected.
    func settle(_ row: UUID, _ outcome: PublishOutcome, at now: ContinuousClock.Instant = .now) {
        state.withLock { $0.settled[row] = (outcome, now) }
    }

    /// What has come of those that were expected.
    func takeSettled(at now: ContinuousClock.Instant = .now) -> [(row: UUID, outcome: PublishOutcome)] {
        state.withLock { state in
            let known = state.settled.filter { state.expected[$0.key] != nil }
            for row in known.keys { state.expected[row] = nil }
            state.settled = state.settled.filter { known[$0.key] == nil && $0.value.at.duration(to: now) < Self.memory }
            return known.map { (row: $0.key, outcome: $0.value.outcome) }
        }
    }

    /// Those whose confirms are still waited for.
    func waiting(at now: ContinuousClock.Instant = .now) -> [UUID] {
        state.withLock { state in state.expected.filter { $0.value > now }.map(\.key) }
    }
}
