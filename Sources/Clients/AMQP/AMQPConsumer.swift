internal import IOThread
public import Logging
internal import Pacing
public import ServiceLifecycle
internal import Synchronization

/// A connection that consumes one queue, and connects and consumes again by itself while ``run()`` runs.
///
/// Deliveries arrive in ``batches``; each must be settled with ``ack(_:)`` or ``reject(_:requeue:)``. The broker never
/// has more than `prefetch` unsettled, which also bounds the buffer.
public actor AMQPConsumer: Service {
    /// What callers leave for the thread.
    struct Inbox {
        var acks: [DeliveryTag] = []
        var rejects: [(tag: DeliveryTag, requeue: Bool)] = []
        var mustEnd = false
    }

    enum Phase { case idle, running, finished }

    /// Everything delivered, in the order of the queue; ends when ``run()`` ends. For one reader at a time.
    public nonisolated let batches: DeliveryBatches

    nonisolated let thread: IOThread
    nonisolated let inbox = Mutex(Inbox())
    nonisolated let ready = Atomic(false)
    let queue: String
    let prefetch: UInt16
    let observer: AMQPObserver
    let link: Link
    var phase = Phase.idle
    var runner: CheckedContinuation<Void, Never>?
    /// Whether the caller wants deliveries.
    var isWanted = true
    /// How many channels were opened; part of every delivery's tag.
    var channel: UInt64 = 0
    var ledger = SettlementLedger()
    /// What is in hand and was delivered before, by its number; see ``giveBack(sparing:)``.
    var redelivered: [UInt64: Delivery] = [:]
    /// Whether anything was settled since the last turn.
    var didSettle = false
    var slowStart: SlowStart
    /// What the broker calls the consumer, `nil` while there is none.
    var consumerTag: String?
    /// The prefetch of the consumer there is.
    var currentPrefetch: UInt16 = 0
    var consumeAt = ContinuousClock.now
    /// How long nothing may come before the consumer is made anew.
    let silence: Duration
    /// Since when nothing has come, and nothing is in hand.
    var silentSince = ContinuousClock.now
    var consumingSince: ContinuousClock.Instant?
    var pace: ReconnectionPace

    /// - Parameters:
    ///   - prefetch: unsettled deliveries the broker may have outstanding (`basic.qos`). Range 1…65535.
    ///   - startsSlowly: whether to begin with a prefetch of 1 after each connect, until a message that has not been
    ///     delivered before was settled: one message that crashes the process then takes no other with it.
    ///   - silence: after how long without a delivery, and with none in hand, the consumer is made anew on another channel. A
    ///     queue that was deleted and declared again at once goes on counting the consumer that it had, and hands it messages
    ///     that never arrive, until its channel ends (seen with RabbitMQ 3.10.8). Default one minute.
    public init(
        configuration: AMQPConfiguration, queue: String, prefetch: UInt16, startsSlowly: Bool,
        silence: Duration = .seconds(60), logger: Logger, observer: AMQPObserver = AMQPObserver()
    ) {
        self.silence = silence
        var logger = logger
        logger[metadataKey: LogKey.queue] = "\(queue)"
        batches = DeliveryBatches(mailbox: DeliveryMailbox())
        thread = IOThread(name: "amqp-consume")
        self.queue = queue
        self.prefetch = max(1, prefetch)
        self.observer = observer
        link = Link(configuration, logger: logger, observer: observer)
        slowStart = SlowStart(isEnabled: startsSlowly && prefetch > 1)
        pace = ReconnectionPace(configuration.reconnectDelay)
        _ = thread.watch { [weak self] in
            self?.assumeIsolated { $0.turn() } ?? IOThread.Turn([])
        }
    }

    // Not isolated: Swift 6.3.1's optimizer ends in a "circular reference" on a module that makes consumers when it is. No job
    // of the thread can be there any more, since each holds the consumer.
    deinit {
        thread.stop()
    }

    /// The thread that the connection belongs to.
    public nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe thread.asUnownedSerialExecutor() }

    /// Whether the consumer is connected and consuming, or could be and is paused.
    public nonisolated var isReady: Bool { ready.load(ordering: .relaxed) }

    /// Connects and consumes until a graceful shutdown or cancellation; then sends what was settled, closes the connection
    /// (which returns the rest to the queue) and ends ``batches``. Stop consuming with ``pause()`` and wait for the
    /// handlers before, so that nothing finished is delivered again. May run once.
    public func run() async throws {
        guard phase == .idle else {
            throw AMQPError(.invalidConfiguration, operation: "run", detail: "the consumer runs or ran already")
        }
        phase = .running
        await withTaskCancellationHandler {
            await withGracefulShutdownHandler {
                await withCheckedContinuation { continuation in
                    if phase == .finished { continuation.resume() } else { runner = continuation }
                }
            } onGracefulShutdown: {
                self.end()
            }
        } onCancel: {
            end()
        }
    }

    /// Acknowledges deliveries. They are sent together with others, at the latest when the connection has nothing else to
    /// do. Returns at once; tags of a channel that is gone are ignored.
    public nonisolated func ack(_ tags: [DeliveryTag]) {
        let mustSignal = inbox.withLock { inbox in
            defer { inbox.acks += tags }
            return inbox.acks.isEmpty
        }
        if mustSignal { thread.signal() }
    }

    /// Rejects deliveries: back to the queue (`basic.nack`, which from RabbitMQ 4.3 on costs the message no attempt), or to
    /// its dead-letter exchange (`basic.reject`). Returns at once.
    public nonisolated func reject(_ tags: [DeliveryTag], requeue: Bool) {
        inbox.withLock { $0.rejects += tags.map { ($0, requeue) } }
        thread.signal()
    }

    /// Stops new deliveries (`basic.cancel`). Those in hand stay valid and must still be settled. ``resume()`` goes on,
    /// also after a reconnect.
    public func pause() async {
        isWanted = false
        perform { connection throws(AMQPError) in
            try settle(connection)
            guard let tag = consumerTag else { return }
            consumerTag = nil
            try connection.cancel(tag)
        }
    }

    /// Stops consuming, gives everything unsettled back at once and closes the channel: for when nothing can be handled (a
    /// database is down). ``resume()`` goes on with a new channel.
    ///
    /// Given back with `basic.nack` and not by closing: from RabbitMQ 4.3 on, closing costs each message an attempt.
    /// - Parameter limit: deliveries with this ``Delivery/deliveryCount`` or a higher one stay in hand, also those that
    ///   nobody has read yet, and the channel stays open for their sake.
    /// - Returns: what stayed in hand, in the order of the queue; settle it.
    public func giveBack(sparing limit: Int = .max) async -> [Delivery] {
        isWanted = false
        var spared: [Delivery] = []
        perform { connection throws(AMQPError) in
            try settle(connection)
            try acknowledge(connection)
            if let tag = consumerTag {
                consumerTag = nil
                try connection.cancel(tag)
                try noteDeliveries(connection)
            }
            let worn = redelivered.values.filter { $0.deliveryCount >= limit }.sorted { $0.tag < $1.tag }
            if worn.isEmpty {
                if let last = ledger.giveBack() { try connection.giveBack(last, multiple: true) }
                forgetChannel()
                try connection.closeChannel()
            } else {
                for tag in ledger.giveBack(sparing: Set(worn.map(\.tag.number))) { try connection.giveBack(tag) }
                redelivered = redelivered.filter { $0.value.deliveryCount >= limit }
                batches.mailbox.discard()
                spared = worn
            }
        }
        return spared
    }

    /// Consumes again after ``pause()`` or ``giveBack(sparing:)``.
    public func resume() async {
        isWanted = true
        consumeAt = .now
    }

    private nonisolated func end() {
        inbox.withLock { $0.mustEnd = true }
        thread.signal()
    }
}
