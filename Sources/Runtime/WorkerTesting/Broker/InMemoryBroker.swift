public import AMQP
import Contracts
import Synchronization
import WorkerKit

/// A broker in memory, as far as the runtime can tell it from RabbitMQ: queues with a work queue, retry rungs and dead
/// letters for each worker, redelivery, prefetch, confirms, refusals and returns, and lost connections. The time of its
/// rungs stands still until ``advance(by:)``.
///
/// One suite of tests runs against it and against RabbitMQ, so that the two cannot drift apart.
public final class InMemoryBroker: Sendable {
    /// What an observer sees at one moment.
    public struct Snapshot: Sendable {
        let state: InMemoryBrokerState

        /// Messages of a queue that are ready, in their order.
        public func ready(_ queue: String) -> [Publication] {
            state.queues[queue]?.ready.map(\.publication) ?? []
        }

        /// Messages of a queue that were delivered and not settled.
        public func unsettled(_ queue: String) -> [Publication] {
            state.consumers.filter { $0.queue == queue }.flatMap(\.unsettled).map(\.message.publication)
        }

        /// Everything that was published and confirmed, in its order.
        public var confirmed: [Publication] { state.confirmed }

        /// Everything whose publication was tried, in its order.
        public var tried: [Publication] { state.tried }

        /// Whether a queue is consumed.
        public func isConsumed(_ queue: String) -> Bool {
            state.isConnected && state.consumers.contains { $0.queue == queue && $0.isWanted && !$0.isFinished }
        }

        /// How often a message was given back to its queue, by its message id.
        public func returns(of messageID: String) -> Int { state.returns[messageID] ?? 0 }
    }

    private let state = Mutex(InMemoryBrokerState())

    /// - Parameter workers: who has an exchange, a work queue, the rungs and dead letters: `notifier`.
    public init(workers: [String] = []) {
        for worker in workers { declare(worker: worker) }
    }

    /// Makes what a worker needs, as `muster topology apply` does.
    public func declare(worker: String, deliveryLimit: Int = 20) {
        declare(queue: worker, deadLetters: .init(exchange: worker, routingKey: "dead"), deliveryLimit: deliveryLimit)
        bind(worker, to: worker, routingKey: "work")
        for delay in RetryDelay.allCases {
            let rung = "\(worker).retry.\(delay.rawValue)"
            declare(queue: rung, deadLetters: .init(exchange: worker, routingKey: "work"), timeToLive: delay.duration)
            bind(rung, to: worker, routingKey: "retry.\(delay.rawValue)")
        }
        declare(queue: "\(worker).dead")
        bind("\(worker).dead", to: worker, routingKey: "dead")
    }

    /// Makes a queue.
    /// - Parameters:
    ///   - timeToLive: how long a message stays; `nil` for ever.
    ///   - deliveryLimit: how often a message may come back before it counts as dead; `nil` for no limit.
    public func declare(
        queue: String, deadLetters: DeadLetterAddress? = nil, timeToLive: Duration? = nil, deliveryLimit: Int? = nil
    ) {
        change {
            $0.queues[queue] = .init(deadLetters: deadLetters, timeToLive: timeToLive, deliveryLimit: deliveryLimit)
        }
    }

    /// Lets what is published to an exchange under a key reach a queue.
    public func bind(_ queue: String, to exchange: String, routingKey: String) {
        change { $0.bindings[.init(exchange: exchange, routingKey: routingKey), default: []].append(queue) }
    }

    // MARK: - What happens to brokers

    /// Makes a queue refuse what is published to it, as a full one does, or take it again.
    public func refuse(_ queue: String, _ isFull: Bool = true) {
        change { $0.queues[queue]?.isFull = isFull }
    }

    /// Takes the next publications and loses their confirms: nobody knows what became of them, or ever will.
    public func loseConfirms(ofNext count: Int) {
        change { $0.confirmsToLose = count }
    }

    /// Takes the next publications and keeps their confirms back until ``confirmAtLast()``, longer than anybody waits.
    public func holdConfirms(ofNext count: Int) {
        change { $0.confirmsToHold = count }
    }

    /// Gives the confirms that were held back; a lost connection gives none.
    public func confirmAtLast() {
        change { $0.endHeld(.confirmed) }
    }

    /// Ends all connections: everything unsettled is back in its queue, and nothing is published or delivered until
    /// ``reconnect()``.
    public func disconnect() {
        change { $0.disconnect() }
    }

    /// Lets clients connect again, which they do at once.
    public func reconnect() {
        change { $0.isConnected = true }
    }

    /// Lets time pass for the rungs: what has waited long enough goes back to its worker.
    public func advance(by time: Duration) {
        change { $0.advance(by: time) }
    }

    // MARK: - Observers

    /// What the broker holds now.
    public var snapshot: Snapshot { state.withLock { Snapshot(state: $0) } }

    /// Waits until something holds; ends with what it was when the task is cancelled.
    @discardableResult
    public func wait(until condition: @escaping @Sendable (Snapshot) -> Bool) async -> Snapshot {
        let id = change { $0.nextID() }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                change { state in
                    state.observers.append(
                        .init(id: id, condition: { condition(Snapshot(state: $0)) }) {
                            continuation.resume(returning: Snapshot(state: $0))
                        })
                    if Task.isCancelled { state.release(id) }
                }
            }
        } onCancel: {
            change { $0.release(id) }
        }
    }

    /// Changes the broker, delivers what can be delivered now, and then wakes who waited for it.
    @discardableResult
    func change<Result: Sendable>(_ body: (inout InMemoryBrokerState) -> Result) -> Result {
        let (result, wake) = state.withLock { state in
            let result = body(&state)
            state.deliver()
            return (result, state.takeWakeUps())
        }
        for call in wake { call() }
        return result
    }

    func read<Result: Sendable>(_ body: (InMemoryBrokerState) -> Result) -> Result {
        state.withLock { body($0) }
    }
}
