internal import Synchronization

/// Where a consumer leaves deliveries for its reader.
final class DeliveryMailbox: Sendable {
    private struct State {
        var buffer: [Delivery] = []
        var readers: [(id: UInt64, continuation: CheckedContinuation<[Delivery]?, Never>)] = []
        /// Readers that were cancelled before they began to wait.
        var cancelled: Set<UInt64> = []
        var nextID: UInt64 = 0
        var isFinished = false
    }

    private let state = Mutex(State())

    /// Adds what has arrived.
    func push(_ batch: [Delivery]) {
        guard !batch.isEmpty else { return }
        let reader = state.withLock { state -> CheckedContinuation<[Delivery]?, Never>? in
            guard !state.readers.isEmpty, !state.isFinished else {
                state.buffer += batch
                return nil
            }
            return state.readers.removeFirst().continuation
        }
        reader?.resume(returning: batch)
    }

    /// Forgets what nobody has read: the broker has put it back in the queue.
    func discard() {
        state.withLock { $0.buffer.removeAll() }
    }

    /// Ends the sequence.
    func finish() {
        let readers = state.withLock { state in
            state.isFinished = true
            state.buffer.removeAll()
            defer { state.readers.removeAll() }
            return state.readers
        }
        for reader in readers { reader.continuation.resume(returning: nil) }
    }

    /// Everything that has arrived, at least one delivery; `nil` at the end or when the reader is cancelled.
    func next() async -> [Delivery]? {
        let id = state.withLock { state in
            state.nextID += 1
            return state.nextID
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { wait(id, $0) }
        } onCancel: {
            cancel(id)
        }
    }

    private func wait(_ id: UInt64, _ continuation: CheckedContinuation<[Delivery]?, Never>) {
        let answer = state.withLock { state -> [Delivery]?? in
            if state.cancelled.remove(id) != nil || state.isFinished { return .some(nil) }
            if state.buffer.isEmpty {
                state.readers.append((id, continuation))
                return nil
            }
            defer { state.buffer = [] }
            return state.buffer
        }
        if let answer { continuation.resume(returning: answer) }
    }

    private func cancel(_ id: UInt64) {
        let reader = state.withLock { state -> CheckedContinuation<[Delivery]?, Never>? in
            guard let index = state.readers.firstIndex(where: { $0.id == id }) else {
                state.cancelled.insert(id)
                return nil
            }
            return state.readers.remove(at: index).continuation
        }
        reader?.resume(returning: nil)
    }
}
