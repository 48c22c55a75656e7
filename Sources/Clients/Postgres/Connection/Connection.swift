import DequeModule
import IOThread
import Synchronization

/// One connection to the server, on a thread of its own.
///
/// Whatever is asked of it goes through ``submit(_:)`` into an inbox that the thread empties on its turn; answers resume
/// the callers directly. In pipeline mode many groups of statements are under way at once, each with its own sync, and
/// the server answers them in order. Scripts and `copy` cannot be pipelined: they wait until nothing is under way, and
/// everything behind them waits for them.
actor Connection {
    /// What the thread finds in the inbox.
    enum Operation: Sendable {
        /// Connect, after a pause. The session's number tells this connection to the server from earlier ones.
        case open(session: UInt64, after: Duration)
        case group(StatementGroup)
        case exclusive(ExclusiveOperation)
        case cancel(Ticket)
        /// The server has been told to cancel.
        case cancelSent(session: UInt64)
        /// Break the connection off, since its state cannot be trusted.
        case discard(session: UInt64)
        /// Close it for good.
        case close
    }

    enum Phase {
        case closed
        case waiting(session: UInt64, until: ContinuousClock.Instant)
        case connecting(session: UInt64, until: ContinuousClock.Instant, step: Libpq.ConnectStep)
        case open(session: UInt64)
    }

    /// A group that has been sent.
    struct Sent {
        var group: StatementGroup
        var progress: GroupProgress
    }

    /// Groups that may be under way at once: enough to keep the server busy, few enough to wait for when one of them is
    /// cancelled.
    static let window = 128

    let configuration: PostgresConfiguration
    let handler: @Sendable (ConnectionEvent) -> Void
    private nonisolated let thread: IOThread
    private nonisolated let inbox = Mutex<[Operation]>([])

    var phase = Phase.closed
    var libpq: Libpq?
    /// Not sent yet.
    var outgoing = Deque<Operation>()
    /// Sent and not completely answered, oldest first.
    var sent = Deque<Sent>()
    var exclusive: ExclusiveProgress?
    var prepared = PreparedStatements()
    /// Plans that the server should drop.
    var stalePlans: [String] = []
    var cancelling = Cancelling.none
    /// Whether some of what was sent is still in libpq's buffer.
    var hasUnwritten = false

    /// - Parameter handler: called on the connection's thread; it must not block.
    init(configuration: PostgresConfiguration, handler: @escaping @Sendable (ConnectionEvent) -> Void) {
        self.configuration = configuration
        self.handler = handler
        thread = IOThread(name: "postgres")
        _ = thread.watch { [weak self] in self?.assumeIsolated { $0.turn() } ?? IOThread.Turn([]) }
    }

    isolated deinit {
        thread.stop()
    }

    nonisolated var unownedExecutor: UnownedSerialExecutor {
        unsafe thread.asUnownedSerialExecutor()
    }

    nonisolated func submit(_ operation: Operation) {
        let wasEmpty = inbox.withLock { operations in
            defer { operations.append(operation) }
            return operations.isEmpty
        }
        if wasEmpty { thread.signal() }
    }

    /// Closes it for good. Afterwards its thread does not call libpq any more, nor what libpq calls: a process may exit, which
    /// takes OpenSSL apart under the threads that are still in it.
    func end() {
        takeInbox()
        close(.closed)
    }

    private func takeInbox() {
        let operations = inbox.withLock { operations in
            defer { operations.removeAll(keepingCapacity: true) }
            return operations
        }
        for operation in operations { take(operation) }
    }

    private func turn() -> IOThread.Turn {
        takeInbox()
        switch phase {
        case .closed: break
        case .waiting(let session, let until): if until <= .now { connect(session) }
        case .connecting(let session, let until, let step): continueConnecting(session, until: until, step: step)
        case .open: pump()
        }
        return interest
    }

    private func take(_ operation: Operation) {
        switch operation {
        case .open(let session, let pause): phase = .waiting(session: session, until: .now + pause)
        case .group(let group):
            if group.ticket.isCancelled { return group.fail(.cancelled) }
            guard accepts(session: group.session) else { return group.fail(.lostBeforeSending) }
            outgoing.append(operation)
        case .exclusive(let exclusive):
            if exclusive.ticket.isCancelled { return exclusive.fail(.cancelled) }
            guard accepts(session: exclusive.session) else { return exclusive.fail(.lostBeforeSending) }
            outgoing.append(operation)
        case .cancel(let ticket): cancelUnsent(ticket)
        case .cancelSent(let session): cancelWasSent(session)
        case .discard(let session):
            if session == openSession { close(.connectionLost("the connection was discarded")) }
        case .close: close(.closed)
        }
    }

    /// The number of the session that is open.
    var openSession: UInt64? {
        if case .open(let session) = phase { session } else { nil }
    }

    private func accepts(session: UInt64?) -> Bool {
        guard let openSession else { return false }
        return session == nil || session == openSession
    }

    private var interest: IOThread.Turn {
        switch phase {
        case .closed: return IOThread.Turn([])
        case .waiting(_, let until): return IOThread.Turn([], deadline: until)
        case .connecting(_, let until, let step):
            let descriptor = libpq?.socket ?? -1
            return IOThread.Turn(
                [.init(descriptor: descriptor, readable: step == .readable, writable: step == .writable)],
                deadline: until)
        case .open:
            let descriptor = libpq?.socket ?? -1
            return IOThread.Turn(
                [.init(descriptor: descriptor, readable: true, writable: hasUnwritten)], deadline: cancelDeadline)
        }
    }
}
