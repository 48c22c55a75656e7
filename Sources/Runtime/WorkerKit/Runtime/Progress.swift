import Synchronization

/// Whether a worker gets anything done between two outages of its database. When it does, the outage is not everybody's: a
/// message that comes back again and again makes its own.
final class Progress: Sendable {
    private let done = Atomic(0)
    private let mark = Atomic(0)
    private let fruitless = Atomic(0)

    /// Notes that messages are done.
    func add(_ count: Int) {
        done.add(count, ordering: .relaxed)
    }

    /// Notes that an outage has begun.
    /// - Returns: how many have begun since anything was done, this one included; 0 when something was done since the last.
    func beginOutage() -> Int {
        let now = done.load(ordering: .relaxed)
        if mark.exchange(now, ordering: .relaxed) != now {
            fruitless.store(0, ordering: .relaxed)
            return 0
        }
        return fruitless.add(1, ordering: .relaxed).newValue
    }
}
