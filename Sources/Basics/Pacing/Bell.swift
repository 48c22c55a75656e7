import Synchronization

/// Wakes one sleeper. A ring that finds nobody asleep is kept for the next sleep.
public final class Bell: Sendable {
    private struct State {
        var wasRung = false
        var sleep: Task<Void, Never>?
    }

    private let state = Mutex(State())

    /// A bell that nobody has rung.
    public init() {}

    /// Ends the sleep, or the next one.
    public func ring() {
        let sleep = state.withLock { state in
            state.wasRung = true
            return state.sleep
        }
        sleep?.cancel()
    }

    /// Sleeps until a ring, the end of the time, or cancellation.
    ///
    /// - Returns: whether it was a ring.
    @discardableResult
    public func wait(atMost duration: Duration) async -> Bool {
        let sleep = Task { _ = try? await Task.sleep(for: duration) }
        let wasRung = state.withLock { state in
            state.sleep = sleep
            return state.wasRung
        }
        if wasRung { sleep.cancel() }
        await withTaskCancellationHandler {
            await sleep.value
        } onCancel: {
            sleep.cancel()
        }
        return state.withLock { state in
            defer { state = State() }
            return state.wasRung
        }
    }
}
