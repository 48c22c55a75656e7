import AMQP
import Synchronization
import WorkerKit

/// A publisher whose broker takes nothing for some calls (`connection.blocked`), and everything from then on.
final class BlockedPublications: Publications {
    private let left: Mutex<Int>
    private let called = Atomic(0)
    private let next: any Publications

    init(blockedFor calls: Int, then next: any Publications) {
        left = Mutex(calls)
        self.next = next
    }

    var tries: Int { called.load(ordering: .relaxed) }
    var isReady: Bool { true }
    var isSilent: Bool { false }
    var isBlocked: Bool { left.withLock { $0 > 0 } }

    func publish(
        _ batch: [Publication], timeout: Duration, late: @escaping @Sendable (Int, PublishOutcome) -> Void
    ) async -> [PublishOutcome] {
        called.add(1, ordering: .relaxed)
        let isBlocked = left.withLock { left in
            defer { left -= 1 }
            return left > 0
        }
        guard isBlocked else { return await next.publish(batch, timeout: timeout, late: late) }
        let error = AMQPError(.blocked, operation: "basic.publish", detail: "the broker takes no messages")
        return batch.map { _ in .unknown(error) }
    }
}
