import Synchronization

/// Callers that wait for the end of an execution, so many at a time.
final class SyncWaits: Sendable {
    /// How long one waits: less than the 60 s after which clients of AWS give up.
    static let patience: Duration = .seconds(50)
    /// Between two looks at the execution.
    static let pause: Duration = .milliseconds(100)
    /// At most, of one instance.
    private static let limit = 100

    private let waiting = Mutex(0)

    /// - Returns: whether there is a place.
    func begin() -> Bool {
        waiting.withLock { waiting in
            guard waiting < Self.limit else { return false }
            waiting += 1
            return true
        }
    }

    func end() { waiting.withLock { $0 -= 1 } }
}
