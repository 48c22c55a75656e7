import Pacing
import Synchronization

/// The methods of vendors that are not to be called for a while, because one of this process' calls was refused for its
/// rate (429). Each instance of a process learns it by a refusal of its own.
///
/// Vendors limit each method by itself: who may not search may still create. How long is what the vendor says; when it says
/// nothing, a second, doubled with every further refusal in a row.
public final class MethodHolds: Sendable {
    private struct Hold {
        var until: ContinuousClock.Instant
        var refusals: Int
    }

    /// Longer waits than this are cut: whoever is asked to wait for a day asks again after an hour.
    static let longest: Duration = .seconds(3600)
    private static let backoff = Backoff(first: .seconds(1), limit: .seconds(60))

    private let holds = Mutex<[String: Hold]>([:])

    /// None yet.
    public init() {}

    /// How long a method is still to be left alone; `nil` when it may be called.
    public func wait(for method: String, at now: ContinuousClock.Instant = .now) -> Duration? {
        holds.withLock { holds in
            guard let hold = holds[method], hold.until > now else { return nil }
            return now.duration(to: hold.until)
        }
    }

    /// A call was refused for its rate.
    /// - Parameter asked: how long the vendor wants the method to be left alone, if it says so.
    public func refused(_ method: String, asked: Duration?, at now: ContinuousClock.Instant = .now) {
        holds.withLock { holds in
            let refusals = (holds[method]?.refusals ?? 0) + 1
            let wait = min(asked ?? Self.backoff.delay(failures: refusals), Self.longest)
            holds[method] = Hold(until: max(now + wait, holds[method]?.until ?? now), refusals: refusals)
        }
    }

    /// A call was not refused for its rate.
    public func accepted(_ method: String, at now: ContinuousClock.Instant = .now) {
        holds.withLock { holds in
            // A call that was on its way before the refusal says nothing about it.
            guard let hold = holds[method], hold.until <= now else { return }
            holds[method] = nil
        }
    }
}
