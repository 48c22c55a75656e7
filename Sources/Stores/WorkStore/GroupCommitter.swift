import Synchronization

/// Groups requests into commits by natural batching: the next batch is what arrived during the last commit, so a lone
/// request waits for nobody, and many share the price of one. One batch at a time: two side by side would each be half as
/// large, and their requests dearer.
///
/// When a batch fails for a reason that one of its requests may be to blame for, its requests are done one by one, so that
/// a bad one fails alone. The queue is bounded: what does not fit is refused at once.
public final class GroupCommitter<Request: Sendable, Answer: Sendable>: Sendable {
    private struct Waiting {
        var request: Request
        var weight: Int
        var answer: @Sendable (Result<Answer, any Error>) -> Void
    }

    private struct State {
        var queue: [Waiting] = []
        var queued = 0
        var isRunning = false
    }

    /// What a batch may weigh; one request may always go, however heavy.
    private let batchWeight: Int
    /// What may wait.
    private let queueWeight: Int
    private let weigh: @Sendable (Request) -> Int
    private let isShared: @Sendable (any Error) -> Bool
    private let commit: @Sendable ([Request]) async throws -> [Answer]

    private let state = Mutex(State())

    /// - Parameters:
    ///   - batchWeight: what a batch may weigh.
    ///   - queueWeight: what may wait for a batch; beyond, requests are refused.
    ///   - weigh: what a request weighs, at least 1.
    ///   - isShared: whether an error is nobody's fault and would meet every request alike.
    ///   - commit: commits a batch: an answer for each request, in their order, or an error and nothing is done.
    public init(
        batchWeight: Int = 1000, queueWeight: Int = 20_000,
        weigh: @escaping @Sendable (Request) -> Int = { _ in 1 },
        isShared: @escaping @Sendable (any Error) -> Bool = { _ in false },
        commit: @escaping @Sendable ([Request]) async throws -> [Answer]
    ) {
        self.batchWeight = batchWeight
        self.queueWeight = queueWeight
        self.weigh = weigh
        self.isShared = isShared
        self.commit = commit
    }

    /// Requests that wait for a batch.
    public var waiting: Int { state.withLock { $0.queue.count } }

    /// Commits a request together with others.
    /// - Throws: ``GroupCommitterIsFull`` when too many wait; what the commit throws.
    public func submit(_ request: Request) async throws -> Answer {
        try await withCheckedThrowingContinuation { continuation in
            submit(request) { continuation.resume(with: $0) }
        }
    }

    /// Commits a request together with others.
    /// - Parameter answer: called once, from any thread, with what ``submit(_:)`` returns or throws; must not block.
    public func submit(_ request: Request, answer: @escaping @Sendable (Result<Answer, any Error>) -> Void) {
        let waiting = Waiting(request: request, weight: max(1, weigh(request)), answer: answer)
        let (fits, isFirst) = state.withLock { state in
            guard state.queue.isEmpty || state.queued + waiting.weight <= queueWeight else { return (false, false) }
            state.queue.append(waiting)
            state.queued += waiting.weight
            defer { state.isRunning = true }
            return (true, !state.isRunning)
        }
        if !fits { answer(.failure(GroupCommitterIsFull())) }
        if isFirst { Task { await run() } }
    }

    private func run() async {
        // Those that come at this very moment go along.
        await Task.yield()
        while let batch = takeBatch() { await process(batch) }
    }

    /// `nil` when nothing waits: the next request begins anew.
    private func takeBatch() -> [Waiting]? {
        state.withLock { state in
            guard !state.queue.isEmpty else {
                state.isRunning = false
                return nil
            }
            var weight = 0
            var count = 0
            for waiting in state.queue {
                if count > 0, weight + waiting.weight > batchWeight { break }
                weight += waiting.weight
                count += 1
            }
            defer {
                state.queue.removeFirst(count)
                state.queued -= weight
            }
            return Array(state.queue.prefix(count))
        }
    }

    private func process(_ batch: [Waiting]) async {
        do {
            let answers = try await commit(batch.map(\.request))
            for (waiting, answer) in zip(batch, answers) { waiting.answer(.success(answer)) }
        } catch {
            guard batch.count > 1, !isShared(error) else {
                for waiting in batch { waiting.answer(.failure(error)) }
                return
            }
            for waiting in batch { await process([waiting]) }
        }
    }
}
