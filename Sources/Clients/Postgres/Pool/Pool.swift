import Logging
import Pacing
import ServiceLifecycle
import Synchronization

/// The connections of a client, and who uses them. What to do is decided by ``PoolStateMachine``.
final class Pool: Sendable {
    private typealias Continuation = CheckedContinuation<Result<PoolGrant, PostgresError>, Never>
    private typealias Machine = PoolStateMachine<Continuation>

    /// The right to use a connection until it is released.
    struct Lease: Sendable {
        let connection: Connection
        let grant: PoolGrant
    }

    private struct State {
        var machine: Machine
        var connections: [Int: Connection] = [:]
        var nextWaiter: UInt64 = 0
        /// Why a connection could not be opened, until one is.
        var lastError: PostgresError?
        var hasTimer = false
        /// Signalled when nobody uses a connection any more, while the pool is being closed.
        var drained: AsyncStream<Void>.Continuation?
    }

    /// How long graceful shutdown waits for work under way.
    private static let drainTimeout = Duration.seconds(10)

    /// How often statements are given to a connection that turns out to be gone, which is free of risk.
    private static let unsentAttempts = 3

    let configuration: PostgresConfiguration
    let logger: Logger
    private let backoff: Backoff
    private let state: Mutex<State>

    init(configuration: PostgresConfiguration, logger: Logger) {
        self.configuration = configuration
        self.logger = logger
        backoff = Backoff(first: configuration.reconnectDelay, limit: configuration.reconnectDelayLimit)
        let size = min(max(configuration.poolSize, 1), 64)
        state = Mutex(State(machine: Machine(size: size, queueLimit: configuration.poolQueueLimit)))
    }

    var isReady: Bool { state.withLock { $0.machine.isReady } }

    var waiting: Int { state.withLock { $0.machine.waiting } }

    /// Keeps connections open until graceful shutdown or cancellation.
    func run() async {
        open(state.withLock { $0.machine.start() })
        do {
            try await gracefulShutdown()
            await drain()
        } catch {
            // Cancelled: what is under way is given up.
        }
        refuse(with: .closed)
        let connections = state.withLock { state in
            defer { state.connections.removeAll() }
            return state.connections
        }
        for connection in connections.values { await connection.end() }
    }

    /// A connection, shared or leased. Waits for one if need be, at most for the configured time.
    func acquire(_ demand: PoolDemand) async throws(PostgresError) -> Lease {
        if Task.isCancelled { throw PostgresError.cancelled }
        let grant = try await grant(demand)
        guard let connection = state.withLock({ $0.connections[grant.slot] }) else { throw PostgresError.closed }
        return Lease(connection: connection, grant: grant)
    }

    /// Gives a connection back.
    func release(_ lease: Lease) {
        let granted = state.withLock { state in
            defer { if state.machine.isUnused { state.drained?.finish() } }
            return state.machine.release(lease.grant)
        }
        resume(granted)
    }

    /// Runs statements on a shared connection, as one implicit transaction.
    func run(_ statements: [Statement]) async throws(PostgresError) -> [PostgresResult] {
        var encoded: [EncodedStatement] = []
        for statement in statements { try encoded.append(EncodedStatement(statement)) }
        var attempts = 1
        while true {
            do throws(PostgresError) {
                return try await runOnce(encoded)
            } catch  where error.isUnsent && attempts < Self.unsentAttempts {
                // The connection was lost just when it was handed out.
                attempts += 1
            }
        }
    }

    private func runOnce(_ statements: [EncodedStatement]) async throws(PostgresError) -> [PostgresResult] {
        let lease = try await acquire(.shared)
        defer { release(lease) }
        return try await lease.connection.run(statements, kind: .whole)
    }

    // MARK: Waiting

    private func grant(_ demand: PoolDemand) async throws(PostgresError) -> PoolGrant {
        let ticket = Ticket()
        let id = state.withLock { state in
            state.nextWaiter += 1
            return state.nextWaiter
        }
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                request(demand, id: id, ticket: ticket, continuation)
            }
        } onCancel: {
            ticket.cancel()
            state.withLock { $0.machine.cancel(id) }?.resume(returning: .failure(.cancelled))
        }
        return try result.get()
    }

    private func request(
        _ demand: PoolDemand, id: UInt64, ticket: Ticket,
        _ continuation: Continuation
    ) {
        let deadline = ContinuousClock.now + configuration.poolTimeout
        let outcome = state.withLock { state -> (PoolAnswer, [PoolOpening], startsTimer: Bool)? in
            // Cancelled before it could be taken out of the queue.
            if ticket.isCancelled { return nil }
            let (answer, openings) = state.machine.request(
                demand, id: id, deadline: deadline, waiter: continuation)
            var startsTimer = false
            if case .queued = answer, !state.hasTimer {
                state.hasTimer = true
                startsTimer = true
            }
            return (answer, openings, startsTimer)
        }
        guard let (answer, openings, startsTimer) = outcome else {
            return continuation.resume(returning: .failure(.cancelled))
        }
        switch answer {
        case .granted(let grant): continuation.resume(returning: .success(grant))
        case .queued: break
        case .full:
            let error = PostgresError(.poolFull, "too many callers already wait for a connection")
            continuation.resume(returning: .failure(error))
        case .closed: continuation.resume(returning: .failure(.closed))
        }
        open(openings)
        if startsTimer { startTimer() }
    }

    /// Fails those who have waited too long. There is one timer at a time, and only while somebody waits.
    private func startTimer() {
        Task { [weak self] in
            while let deadline = self?.nextDeadline() {
                try? await Task.sleep(until: deadline, clock: .continuous)
                self?.expire()
            }
        }
    }

    private func nextDeadline() -> ContinuousClock.Instant? {
        state.withLock { state in
            let deadline = state.machine.nextDeadline
            if deadline == nil { state.hasTimer = false }
            return deadline
        }
    }

    private func expire() {
        let (waiters, reason) = state.withLock { ($0.machine.expire(.now), $0.lastError) }
        let timeout = PostgresError(.poolTimeout, "no connection became free in time")
        for waiter in waiters { waiter.resume(returning: .failure(reason ?? timeout)) }
    }

    private func resume(_ granted: [(Continuation, PoolGrant)]) {
        for (waiter, grant) in granted { waiter.resume(returning: .success(grant)) }
    }

    // MARK: Opening and closing

    private func open(_ openings: [PoolOpening]) {
        for opening in openings {
            let delay = backoff.delay(failures: opening.failures, random: .random(in: 0...1))
            connection(opening.slot).submit(.open(session: opening.session, after: delay))
        }
    }

    private func connection(_ slot: Int) -> Connection {
        state.withLock { state in
            if let connection = state.connections[slot] { return connection }
            let connection = Connection(configuration: configuration) { [weak self] event in
                self?.handle(event, slot: slot)
            }
            state.connections[slot] = connection
            return connection
        }
    }

    private func handle(_ event: ConnectionEvent, slot: Int) {
        switch event {
        case .opened(let session):
            logger.debug("database connection opened", metadata: [LoggingKeys.slot: "\(slot)"])
            let granted = state.withLock { state in
                state.lastError = nil
                return state.machine.opened(slot, session: session)
            }
            resume(granted)
        case .closed(let session, let error):
            logger.info(
                "database connection closed",
                metadata: [LoggingKeys.slot: "\(slot)", LoggingKeys.reason: "\(error.debugDescription)"])
            let (opening, waiters) = state.withLock { state in
                state.lastError = error
                defer { if state.machine.isUnused { state.drained?.finish() } }
                let opening = state.machine.closed(slot, session: session)
                return (opening, error.isRetriable ? [] : state.machine.giveUp())
            }
            for waiter in waiters { waiter.resume(returning: .failure(error)) }
            if let opening { open([opening]) }
        case .notified: break
        }
    }

    private func refuse(with error: PostgresError) {
        for waiter in state.withLock({ $0.machine.close() }) { waiter.resume(returning: .failure(error)) }
    }

    /// Lets what is under way end; new work is refused.
    private func drain() async {
        refuse(with: .closed)
        let (drained, continuation) = AsyncStream<Void>.makeStream()
        state.withLock { state in
            state.drained = continuation
            if state.machine.isUnused { continuation.finish() }
        }
        await withTaskGroup { group in
            group.addTask { for await _ in drained {} }
            group.addTask { try? await Task.sleep(for: Self.drainTimeout) }
            await group.next()
            group.cancelAll()
        }
    }
}
