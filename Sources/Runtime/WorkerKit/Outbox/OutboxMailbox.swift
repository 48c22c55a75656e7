import Synchronization
import WorkStore

/// Where committed rows wait for the relay, in memory: bounded, since they are rows all the same and the sweep finds what
/// does not fit.
final class OutboxMailbox: Sendable {
    fileprivate struct State {
        var rows: [OutboxRow] = []
        var waiter: CheckedContinuation<Void, Never>?
        var isClosed = false
    }

    private let state = Mutex(State())
    private let capacity: Int

    /// - Parameter capacity: rows at most.
    init(capacity: Int) {
        self.capacity = capacity
    }

    /// Takes rows in as far as they fit.
    func put(_ rows: [OutboxRow]) {
        state.withLock { state in
            state.rows.append(contentsOf: rows.prefix(max(0, capacity - state.rows.count)))
            return state.wake()
        }?.resume()
    }

    /// Ends ``take()`` once everything is taken.
    func close() {
        state.withLock { state in
            state.isClosed = true
            return state.wake()
        }?.resume()
    }

    /// All rows, as soon as there are any; none at the end, which also a cancelled task is at.
    func take() async -> [OutboxRow] {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let mayGo = state.withLock { state in
                    if !state.rows.isEmpty || state.isClosed { return true }
                    state.waiter = continuation
                    return false
                }
                if mayGo { continuation.resume() }
            }
        } onCancel: {
            close()
        }
        return state.withLock { state in
            defer { state.rows.removeAll() }
            return state.rows
        }
    }
}

extension OutboxMailbox.State {
    fileprivate mutating func wake() -> CheckedContinuation<Void, Never>? {
        defer { waiter = nil }
        return waiter
    }
}
