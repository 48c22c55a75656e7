import AMQP
import Synchronization
import WorkerKit

/// Deliveries of which nothing comes: notes what the runtime asks for.
final class RecordedDeliveries: Deliveries {
    enum Call: Hashable { case pause, resume, giveBack, ack([DeliveryTag]), reject([DeliveryTag], requeue: Bool) }

    private let log = Mutex<[Call]>([])

    var calls: [Call] { log.withLock { $0 } }
    var isReady: Bool { true }

    func next() async -> [Delivery]? { nil }
    func ack(_ tags: [DeliveryTag]) { log.withLock { $0.append(.ack(tags)) } }
    func reject(_ tags: [DeliveryTag], requeue: Bool) { log.withLock { $0.append(.reject(tags, requeue: requeue)) } }
    func pause() async { log.withLock { $0.append(.pause) } }
    func resume() async { log.withLock { $0.append(.resume) } }
    func giveBack(sparing limit: Int) async -> [Delivery] {
        log.withLock { $0.append(.giveBack) }
        return []
    }
}
