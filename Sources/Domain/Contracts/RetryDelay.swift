/// A rung of the retry ladder, the only one there is: how long a message waits in `W.retry.<name>` before it comes back to its
/// worker. The topology declares exactly these queues, and workers send to no others.
public enum RetryDelay: String, Sendable, CaseIterable, Comparable {
    case second = "1s"
    case tenSeconds = "10s"
    case minute = "1m"
    case tenMinutes = "10m"

    /// As in names of queues and routing keys: `10s`.
    public var name: String { rawValue }

    /// How long a message stays in the rung's queue.
    public var duration: Duration { .milliseconds(milliseconds) }

    /// The same in milliseconds, as the broker counts.
    public var milliseconds: Int {
        switch self {
        case .second: 1000
        case .tenSeconds: 10_000
        case .minute: 60_000
        case .tenMinutes: 600_000
        }
    }

    /// Order by the time that a message waits.
    public static func < (left: RetryDelay, right: RetryDelay) -> Bool { left.milliseconds < right.milliseconds }

    /// The shortest rung that waits at least this long, or the longest.
    public static func covering(_ wait: Duration) -> RetryDelay {
        allCases.first { $0.duration >= wait } ?? .tenMinutes
    }
}
