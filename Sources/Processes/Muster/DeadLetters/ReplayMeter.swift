import Operations
import Synchronization

/// How far a replay is, on one line of a terminal; nothing elsewhere, where the report at the end says all.
final class ReplayMeter: Sendable {
    private let isShown: Bool
    private let count = Mutex(0)

    init(isShown: Bool) { self.isShown = isShown }

    func add(_ taken: Int) {
        let total = count.withLock { count in
            count += taken
            return count
        }
        if isShown { Output.progress("\(Wording.count(total, "letter")) handed over") }
    }

    /// Leaves the line to what follows.
    func end() {
        if isShown, count.withLock({ $0 > 0 }) { Output.progress("") }
    }
}
