internal import IOThread
public import Logging
public import ServiceLifecycle
internal import Synchronization

/// A connection that publishes with confirms, and connects again by itself while ``run()`` runs.
///
/// The connection belongs to a thread of its own. Publications wait in order while there is no connection, the window is
/// full or the broker is blocked, each for its own `timeout` at most.
public actor AMQPPublisher: Service {
    /// What callers leave for the thread.
    private struct Inbox {
        var requests: [Request] = []
        var end: End?
        /// Whether requests are refused.
        var isClosed = false
    }

    private struct Request {
        var publications: [Publication]
        var start: ContinuousClock.Instant
        var timeout: Duration
        var late: @Sendable (Int, PublishOutcome) -> Void
        var continuation: CheckedContinuation<[PublishOutcome], Never>
    }

    private enum End { case gracefully, atOnce }

    private enum Phase: Equatable {
        case idle
        case running
        case draining(until: ContinuousClock.Instant)
        case finished
    }

    private nonisolated let thread: IOThread
    private nonisolated let inbox = Mutex(Inbox())
    private nonisolated let ready = Atomic(false)
    private nonisolated let blocked = Atomic(false)
    private nonisolated let silent = Atomic(false)
    private let drainTimeout: Duration
    private let observer: AMQPObserver
    private let link: Link
    private var queue: PublishQueue
    private var phase = Phase.idle
    private var runner: CheckedContinuation<Void, Never>?

    /// - Parameters:
    ///   - window: publications that may be without a confirm at once. Default 500, range 1…65535.
    ///   - drainTimeout: how long a graceful shutdown waits for confirms. Default 5 s.
    public init(
        configuration: AMQPConfiguration, window: Int = 500, drainTimeout: Duration = .seconds(5), logger: Logger,
        observer: AMQPObserver = AMQPObserver()
    ) {
        thread = IOThread(name: "amqp-publish")
        self.drainTimeout = drainTimeout
        self.observer = observer
        link = Link(configuration, logger: logger, observer: observer)
        queue = PublishQueue(window: min(65535, window))
        _ = thread.watch { [weak self] in
            self?.assumeIsolated { $0.turn() } ?? IOThread.Turn([])
        }
    }

    isolated deinit {
        thread.stop()
    }

    /// The thread that the connection belongs to.
    public nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe thread.asUnownedSerialExecutor() }

    /// Whether there is a connection with an open channel.
    public nonisolated var isReady: Bool { ready.load(ordering: .relaxed) }

    /// Whether the broker takes no messages at present.
    public nonisolated var isBlocked: Bool { blocked.load(ordering: .relaxed) }

    /// Whether the broker owes confirms for longer than callers waited, and has given none since: a quorum queue has lost its
    /// majority, while everything else says that it is there.
    public nonisolated var isSilent: Bool { silent.load(ordering: .relaxed) }

    /// Connects and publishes until a graceful shutdown, which refuses new publications, waits for the confirms of those
    /// taken and closes the connection; or until cancellation, which does not wait. May run once.
    public func run() async throws {
        guard phase == .idle else {
            throw AMQPError(.invalidConfiguration, operation: "run", detail: "the publisher runs or ran already")
        }
        phase = .running
        await withTaskCancellationHandler {
            await withGracefulShutdownHandler {
                await withCheckedContinuation { continuation in
                    if phase == .finished { continuation.resume() } else { runner = continuation }
                }
            } onGracefulShutdown: {
                self.end(.gracefully)
            }
        } onCancel: {
            end(.atOnce)
        }
    }

    /// Publishes messages in order, and returns what became of each once all is known.
    ///
    /// Cancelling the caller does not take the messages back: the call returns within `timeout` (and a connection attempt).
    /// - Parameters:
    ///   - timeout: until the last confirm. What has none by then is ``PublishOutcome/unknown(_:)``. Default 30 s.
    ///   - late: called once for each that was sent and is unknown for want of time (``AMQPError/Code/timeout``), with its
    ///     place in the batch, when something is known of it: its confirm, or the end of the channel. It is called on the
    ///     connection's thread, and must not block.
    public nonisolated func publish(
        _ batch: [Publication], timeout: Duration = .seconds(30),
        late: @escaping @Sendable (Int, PublishOutcome) -> Void = { _, _ in }
    ) async -> [PublishOutcome] {
        if batch.isEmpty { return [] }
        let start = ContinuousClock.now
        return await withCheckedContinuation { continuation in
            let request = Request(
                publications: batch, start: start, timeout: timeout, late: late, continuation: continuation)
            let (isClosed, mustSignal) = inbox.withLock { inbox in
                if inbox.isClosed { return (true, false) }
                inbox.requests.append(request)
                return (false, inbox.requests.count == 1)
            }
            if mustSignal { thread.signal() }
            if isClosed { continuation.resume(returning: batch.map { _ in .unknown(.publisherShutDown) }) }
        }
    }

    /// Publishes one message; see ``publish(_:timeout:late:)``.
    public nonisolated func publish(_ one: Publication, timeout: Duration = .seconds(30)) async -> PublishOutcome {
        await publish([one], timeout: timeout)[0]
    }

    private nonisolated func end(_ end: End) {
        inbox.withLock { inbox in
            if inbox.end != .atOnce { inbox.end = end }
        }
        thread.signal()
    }
}

// The thread's turns.
extension AMQPPublisher {
    /// How many messages are sent before looking for confirms, so that neither side ever waits for the other to read.
    private static let burst = 64

    private func turn() -> IOThread.Turn {
        takeInbox()
        var turn = IOThread.Turn([])
        if phase == .running || isDraining {
            do throws(AMQPError) {
                if let connection = try link.connectIfDue(.now) { try openChannel(connection) }
                if let connection = link.connection { turn = try work(connection) }
            } catch {
                lose(error)
            }
            if link.connection == nil { turn = IOThread.Turn([], deadline: link.retryAt) }
        }
        // Before anybody is told: who asks then must find it so.
        if queue.lacksConfirms(at: .now) { silent.store(true, ordering: .relaxed) }
        queue.expire(.now, sent: .unconfirmed, unsent: waitingError)
        endIfDrained()
        for deadline in [queue.earliestDeadline, drainDeadline] { turn.limit(deadline) }
        return turn
    }

    private func takeInbox() {
        let (requests, end) = inbox.withLock { inbox in
            if inbox.end != nil { inbox.isClosed = true }
            defer {
                inbox.requests = []
                inbox.end = nil
            }
            return (inbox.requests, inbox.end)
        }
        for request in requests { add(request) }
        switch (end, phase) {
        case (nil, _), (_, .finished): break
        case (.atOnce, _): phase = .draining(until: .now)
        case (.gracefully, .draining): break
        case (.gracefully, _): phase = .draining(until: .now + drainTimeout)
        }
    }

    private func add(_ request: Request) {
        let observer = observer
        let batch = PublishBatch(request.publications, deadline: request.start + request.timeout, late: request.late) {
            outcomes in
            request.continuation.resume(returning: outcomes)
            observer.published(outcomes.count, ContinuousClock.now - request.start)
        }
        queue.add(batch)
    }

    private func openChannel(_ connection: Connection) throws(AMQPError) {
        try connection.openChannel()
        try connection.selectConfirms()
        silent.store(false, ordering: .relaxed)
        ready.store(true, ordering: .relaxed)
        observer.connected()
    }

    private func work(_ connection: Connection) throws(AMQPError) -> IOThread.Turn {
        repeat {
            while let event = try connection.next() { try handle(event, connection) }
        } while try send(connection)
        let deadline = try connection.keepAlive(.now)
        return IOThread.Turn(
            [IOThread.Interest(descriptor: connection.descriptor)],
            deadline: connection.hasBufferedFrames ? .now : deadline)
    }

    /// Sends some messages; returns whether there was anything to send.
    private func send(_ connection: Connection) throws(AMQPError) -> Bool {
        guard !isBlocked, queue.hasNext else { return false }
        try connection.gathering { () throws(AMQPError) in
            for _ in 0..<Self.burst {
                guard let publication = queue.next() else { return }
                try connection.publish(publication)
            }
        }
        return true
    }

    private func handle(_ event: ConnectionEvent, _ connection: Connection) throws(AMQPError) {
        switch event {
        case .confirmed(let tag, let multiple):
            silent.store(false, ordering: .relaxed)
            queue.settle(tag, multiple: multiple, .confirmed)
        case .nacked(let tag, let multiple):
            silent.store(false, ordering: .relaxed)
            queue.settle(tag, multiple: multiple, .nacked)
        case .returned(let code, let text, let message): queue.noteReturn(message, .returned(code: code, text: text))
        case .channelClosed(let error):
            ready.store(false, ordering: .relaxed)
            link.logger.info("channel closed by the broker", metadata: [LogKey.error: "\(error)"])
            observer.disconnected(error)
            queue.endChannel(error)
            try openChannel(connection)
        case .blocked(let reason): setBlocked(reason)
        case .unblocked: setBlocked(nil)
        case .delivered, .cancelled: break
        }
    }

    private func setBlocked(_ reason: String?) {
        guard blocked.exchange(reason != nil, ordering: .relaxed) != (reason != nil) else { return }
        if let reason {
            link.logger.warning("the broker takes no messages", metadata: [LogKey.reason: "\(reason)"])
        } else {
            link.logger.notice("the broker takes messages again")
        }
        observer.blocked(reason != nil)
    }

    private func lose(_ error: AMQPError) {
        ready.store(false, ordering: .relaxed)
        setBlocked(nil)
        queue.endChannel(error)
        link.lose(error)
    }

    /// Why publications wait.
    private var waitingError: AMQPError {
        let operation = "basic.publish"
        if isBlocked { return AMQPError(.blocked, operation: operation, detail: "the broker takes no messages") }
        guard link.connection == nil else {
            return AMQPError(.notReady, operation: operation, detail: "others wait for their confirms")
        }
        let reason = link.lastError.map { "no connection: \($0)" } ?? "no connection yet"
        return AMQPError(.notReady, operation: operation, detail: reason)
    }

    private var isDraining: Bool { drainDeadline != nil }

    private var drainDeadline: ContinuousClock.Instant? {
        if case .draining(let deadline) = phase { deadline } else { nil }
    }

    private func endIfDrained() {
        guard let drainDeadline, queue.isEmpty || ContinuousClock.now >= drainDeadline else { return }
        phase = .finished
        ready.store(false, ordering: .relaxed)
        link.close()
        queue.end(.publisherShutDown)
        runner?.resume()
        runner = nil
    }
}

extension AMQPError {
    /// Of what was sent.
    fileprivate static var unconfirmed: AMQPError {
        AMQPError(.timeout, operation: "basic.publish", detail: "no confirm in time")
    }

    fileprivate static var publisherShutDown: AMQPError {
        AMQPError(.shutDown, operation: "basic.publish", detail: "the publisher was shut down")
    }
}
