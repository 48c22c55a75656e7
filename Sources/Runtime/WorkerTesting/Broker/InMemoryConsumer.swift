public import AMQP
public import WorkerKit

/// A consumer of a broker in memory.
public struct InMemoryConsumer: Deliveries {
    private let broker: InMemoryBroker
    private let index: Int

    init(broker: InMemoryBroker, index: Int) {
        self.broker = broker
        self.index = index
    }

    public var isReady: Bool { broker.read { $0.isConnected && !$0.consumers[index].isFinished } }

    public func next() async -> [Delivery]? {
        let id = broker.change { $0.nextID() }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                broker.change { state in
                    state.read(index, id, continuation)
                    if Task.isCancelled { state.stopReading(index, id) }
                }
            }
        } onCancel: {
            broker.change { $0.stopReading(index, id) }
        }
    }

    public func ack(_ tags: [DeliveryTag]) {
        broker.change { $0.settle(index, tags) { _, _ in } }
    }

    public func reject(_ tags: [DeliveryTag], requeue: Bool) {
        broker.change { state in
            let queue = state.consumers[index].queue
            state.settle(index, tags) { state, message in
                if requeue { state.requeue(message, to: queue) } else { state.deadLetter(message, of: queue) }
            }
        }
    }

    public func pause() async {
        broker.change { $0.consumers[index].isWanted = false }
    }

    public func giveBack() async {
        broker.change { state in
            state.consumers[index].isWanted = false
            state.giveBack(index)
        }
    }

    public func resume() async {
        broker.change { $0.consumers[index].isWanted = true }
    }

    /// Ends the consumer: everything unsettled is back in its queue.
    public func finish() {
        broker.change { $0.finish(index) }
    }
}
