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

    /// Whether the broker is connected and the consumer was not finished.
    public var isReady: Bool { broker.read { $0.isConnected && !$0.consumers[index].isFinished } }

    /// What was delivered since the last look, `nil` at the end and when the caller is cancelled.
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

    /// Takes messages out of the consumer's hands, for good.
    public func ack(_ tags: [DeliveryTag]) {
        broker.change { $0.settle(index, tags) { _, _ in } }
    }

    /// Puts messages back into the queue, or among its dead letters.
    public func reject(_ tags: [DeliveryTag], requeue: Bool) {
        broker.change { state in
            let queue = state.consumers[index].queue
            state.settle(index, tags) { state, message in
                if requeue { state.requeue(message, to: queue) } else { state.deadLetter(message, of: queue) }
            }
        }
    }

    /// Stops new deliveries; those in hand stay.
    public func pause() async {
        broker.change { $0.consumers[index].isWanted = false }
    }

    /// Stops new deliveries, and puts everything unsettled back into the queue but what has come back that often.
    public func giveBack(sparing limit: Int) async -> [Delivery] {
        broker.change { state in
            state.consumers[index].isWanted = false
            return state.giveBack(index, sparing: limit)
        }
    }

    /// Consumes again.
    public func resume() async {
        broker.change { $0.consumers[index].isWanted = true }
    }

    /// Ends the consumer: everything unsettled is back in its queue.
    public func finish() {
        broker.change { $0.finish(index) }
    }
}

extension InMemoryBroker {
    /// A consumer of a queue, consuming.
    /// - Parameter prefetch: unsettled deliveries that it may have in hand. Range 1….
    public func consumer(of queue: String, prefetch: Int) -> InMemoryConsumer {
        let index = change { state in
            state.consumers.append(.init(queue: queue, prefetch: prefetch))
            return state.consumers.count - 1
        }
        return InMemoryConsumer(broker: self, index: index)
    }
}
