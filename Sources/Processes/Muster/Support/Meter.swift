import Operations
import Synchronization

/// How far something is, on one line of a terminal; nothing elsewhere, where the report at the end says all.
final class Meter: Sendable {
    private let noun: String
    private let done: String
    private let isShown: Bool
    private let count = Mutex(0)

    /// - Parameters:
    ///   - noun: what is counted: `letter`.
    ///   - done: what is done with it: `handed over`.
    init(_ noun: String, _ done: String, isShown: Bool) {
        self.noun = noun
        self.done = done
        self.isShown = isShown
    }

    func add(_ taken: Int) {
        let total = count.withLock { count in
            count += taken
            return count
        }
        if isShown { Output.progress("\(Wording.count(total, noun)) \(done)") }
    }

    /// Leaves the line to what follows.
    func end() {
        if isShown, count.withLock({ $0 > 0 }) { Output.progress("") }
    }
}
