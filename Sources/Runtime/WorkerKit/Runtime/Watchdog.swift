import Logging
import Synchronization

/// Ends handlers that take longer than they may. A slow handler gets its whole time limit; one that is still at it then is
/// stuck: it is cancelled, reported and counted by its name, and its message is tried again as after a failure. One that
/// does not end when it is cancelled is left alone: nobody waits for it any longer.
///
/// Handlers are looked at once in a while, so that one that ends in time costs no timer of its own.
final class Watchdog: Sendable {
    /// How a handler came to an end before it had ended by itself.
    enum Ending: Sendable, Hashable {
        /// It was at its limit.
        case late
        /// Its task was cancelled: the process is about to end.
        case cancelled
    }

    private struct Handler {
        var name: String
        var deadline: ContinuousClock.Instant
        var ending: Ending?
        var cancel: @Sendable () -> Void
        var abandon: @Sendable () -> Void
    }

    private struct State {
        var handlers: [UInt64: Handler] = [:]
        var last: UInt64 = 0

        mutating func add(_ handler: Handler) -> UInt64 {
            last += 1
            handlers[last] = handler
            return last
        }
    }

    private let state = Mutex(State())
    private let executor: (any TaskExecutor)?
    private let interval: Duration
    private let grace: Duration
    private let stuck: @Sendable (String) -> Void
    private let logger: Logger

    /// - Parameters:
    ///   - executor: what handlers run on; `nil` for the default.
    ///   - interval: between two looks; limits are kept to so much.
    ///   - grace: how long a handler may take to end once it is cancelled.
    ///   - stuck: counts a handler that is stuck.
    init(
        executor: (any TaskExecutor)? = nil, interval: Duration = .seconds(3), grace: Duration = .seconds(2),
        logger: Logger, stuck: @escaping @Sendable (String) -> Void
    ) {
        self.executor = executor
        self.interval = interval
        self.grace = grace
        self.logger = logger
        self.stuck = stuck
    }

    /// Watches until it is cancelled.
    func run() async {
        while !Task.isCancelled {
            try? await Task.sleep(for: interval)
            look(at: .now)
        }
    }

    /// Runs a handler within its time limit.
    /// - Throws: what the handler throws; ``Failure`` `timed-out` when it was at its limit; `CancellationError` when the task
    ///   was cancelled and the handler does not end.
    func limit<Value: Sendable>(
        _ name: String, to limit: Duration, _ work: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        let race = Race<Value>()
        // Begun under the lock, so that whoever sees the handler can cancel it.
        let id = state.withLock { state in
            let task = Task(executorPreference: executor) {
                do { race.end(.success(try await work())) } catch { race.end(.failure(error)) }
            }
            return state.add(
                Handler(
                    name: name, deadline: .now + limit, cancel: { task.cancel() },
                    abandon: { race.end(.failure(CancellationError())) }))
        }
        let result = await withTaskCancellationHandler {
            await race.result
        } onCancel: {
            self.cancel(id)
        }
        // What a handler has done in spite of its limit is done.
        let ending = remove(id)
        guard case .failure = result, ending == .late else { return try result.get() }
        throw Failure(.retry, code: "timed-out", detail: "the handler took longer than \(limit)", place: name)
    }

    /// Cancels what is at its limit, and leaves alone what was cancelled and does not end.
    func look(at now: ContinuousClock.Instant) {
        let due = state.withLock { state in
            let due = state.handlers.filter { $0.value.deadline <= now }
            for (id, handler) in due {
                if handler.ending == nil {
                    state.handlers[id]?.ending = .late
                    state.handlers[id]?.deadline = now + grace
                } else {
                    state.handlers[id]?.deadline = now + .seconds(86400)
                }
            }
            return due.values
        }
        for handler in due {
            let metadata: Logger.Metadata = [LoggingKeys.handler: "\(handler.name)"]
            if handler.ending == nil {
                logger.error("a handler is stuck and was cancelled", metadata: metadata)
                stuck(handler.name)
                handler.cancel()
            } else {
                logger.error("a handler does not end although it was cancelled", metadata: metadata)
                if handler.ending == .cancelled { stuck(handler.name) }
                handler.abandon()
            }
        }
    }

    private func remove(_ id: UInt64) -> Ending? {
        state.withLock { $0.handlers.removeValue(forKey: id)?.ending }
    }

    private func cancel(_ id: UInt64) {
        let handler = state.withLock { state in
            if state.handlers[id]?.ending == nil {
                state.handlers[id]?.ending = .cancelled
                state.handlers[id]?.deadline = .now + grace
            }
            return state.handlers[id]
        }
        handler?.cancel()
    }
}

/// The first result of several that may come.
private final class Race<Value: Sendable>: Sendable {
    private enum State {
        case running
        case awaited(CheckedContinuation<Result<Value, any Error>, Never>)
        case ended(Result<Value, any Error>)
        case told
    }

    private let state = Mutex(State.running)

    var result: Result<Value, any Error> {
        get async {
            await withCheckedContinuation { continuation in
                let known = state.withLock { state -> Result<Value, any Error>? in
                    if case .ended(let result) = state {
                        state = .told
                        return result
                    }
                    state = .awaited(continuation)
                    return nil
                }
                if let known { continuation.resume(returning: known) }
            }
        }
    }

    /// What comes after the first is dropped.
    func end(_ result: Result<Value, any Error>) {
        let waiter = state.withLock { state -> CheckedContinuation<Result<Value, any Error>, Never>? in
            switch state {
            case .running:
                state = .ended(result)
                return nil
            case .awaited(let continuation):
                state = .told
                return continuation
            case .ended, .told: return nil
            }
        }
        waiter?.resume(returning: result)
    }
}
