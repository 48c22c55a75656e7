import CLinux
import Glibc
import Synchronization

/// One operating-system thread that is the serial executor of an actor.
///
/// A connection of a C library belongs to one actor, and the actor to one thread: its C state is then plain
/// actor-isolated storage, without locks. The thread alternates between running the actor's jobs, giving every watch
/// its turn to drain its library, and waiting in `poll` for a descriptor, a deadline or new jobs (an eventfd). It never
/// wakes up for anything else.
///
/// The thread keeps itself alive until ``stop()``; an actor that owns one stops it in its `deinit`.
public final class IOThread: SerialExecutor {
    /// What a watch waits for until its next turn.
    public struct Interest: Sendable {
        /// The descriptor to wait for.
        public var descriptor: Int32
        /// Whether to wake up when the descriptor is readable (also on errors and hang-up, which `poll` always reports).
        public var readable: Bool
        /// Whether to wake up when the descriptor is writable.
        public var writable: Bool

        /// What a watch waits for; by default until the descriptor is readable.
        public init(descriptor: Int32, readable: Bool = true, writable: Bool = false) {
            self.descriptor = descriptor
            self.readable = readable
            self.writable = writable
        }
    }

    /// The outcome of a watch's turn: what to wait for, and until when at most.
    public struct Turn: Sendable {
        /// The descriptors to wait for; may be empty.
        public var interests: [Interest]
        /// The next turn comes at this time at the latest; `nil` for no limit.
        public var deadline: ContinuousClock.Instant?

        /// The outcome of a turn.
        /// - Parameters:
        ///   - interests: what to wait for.
        ///   - deadline: when to have the next turn in any case; `nil` for never.
        public init(_ interests: [Interest], deadline: ContinuousClock.Instant? = nil) {
            self.interests = interests
            self.deadline = deadline
        }
    }

    /// Names one watch of one thread.
    public struct WatchID: Hashable, Sendable {
        fileprivate let value: UInt64
    }

    private struct State {
        var jobs: [UnownedJob] = []
        var watches: [(id: WatchID, turn: @Sendable () -> Turn)] = []
        var nextWatch: UInt64 = 0
        /// Whether the thread waits, or is about to, so that the next change must write to the eventfd.
        var isWaiting = false
        var isSignalled = false
        var isStopping = false
    }

    private let name: String
    private let wake: Int32
    private let state = Mutex(State())
    private let thread = Atomic<UInt>(0)

    /// Starts the thread.
    /// - Parameter name: what tools like `top -H` show; the first 15 bytes count.
    public init(name: String) {
        self.name = name
        wake = eventfd(0, Int32(EFD_NONBLOCK | EFD_CLOEXEC))
        precondition(wake >= 0, "eventfd failed: errno \(errno)")
        var handle = pthread_t()
        let context = unsafe Unmanaged.passRetained(self).toOpaque()
        let status = unsafe pthread_create(&handle, nil, runThread, context)
        precondition(status == 0, "pthread_create failed: \(status)")
        pthread_detach(handle)
    }

    deinit {
        close(wake)
    }

    /// Whether the caller runs on this thread.
    public var isCurrent: Bool {
        thread.load(ordering: .acquiring) == UInt(pthread_self())
    }

    /// Has a job of the actor run on the thread, after those that wait already.
    public func enqueue(_ job: consuming ExecutorJob) {
        let unowned = UnownedJob(job)
        change { $0.jobs.append(unowned) }
    }

    /// Ends the process when it is called on another thread than this one.
    public func checkIsolated() {
        precondition(isCurrent, "called from outside the I/O thread \(name)")
    }

    /// Whether the calling thread is this one.
    public func isIsolatingCurrentContext() -> Bool? {
        isCurrent
    }

    /// Gives `turn` a call on this thread after each batch of jobs and after each wake-up.
    /// The turn must drain its library until it has nothing left, because `poll` cannot see what a library has buffered.
    public func watch(_ turn: @escaping @Sendable () -> Turn) -> WatchID {
        change { state in
            state.nextWatch += 1
            let id = WatchID(value: state.nextWatch)
            state.watches.append((id, turn))
            return id
        }
    }

    /// Ends a watch. It may be in its turn while this is called from another thread, and gets no further one.
    public func unwatch(_ id: WatchID) {
        change { $0.watches.removeAll { $0.id == id } }
    }

    /// Gives every watch a turn soon: for work that was left where a watch finds it, without the cost of a job.
    public func signal() {
        change { $0.isSignalled = true }
    }

    /// Ends the thread after the jobs that are already queued. Jobs that come later still run, on the thread's last turns;
    /// nothing may be enqueued once the owning actor is gone.
    public func stop() {
        change { $0.isStopping = true }
    }

    private func change<Result: Sendable>(_ body: (inout State) -> Result) -> Result {
        let (result, mustWake) = state.withLock { state in
            let result = body(&state)
            defer { state.isWaiting = false }
            return (result, state.isWaiting)
        }
        if mustWake { eventfd_write(wake, 1) }
        return result
    }

    fileprivate func run() {
        thread.store(UInt(pthread_self()), ordering: .releasing)
        unsafe name.withCString { _ = unsafe linux_set_thread_name($0) }
        let executor = unsafe asUnownedSerialExecutor()
        var descriptors: [pollfd] = []
        while true {
            let (jobs, isStopping) = state.withLock { state in
                defer { state.jobs.removeAll() }
                state.isSignalled = false
                return (state.jobs, state.isStopping)
            }
            for job in jobs { unsafe job.runSynchronously(on: executor) }
            if jobs.isEmpty && isStopping { return }
            wait(for: turns(), descriptors: &descriptors)
        }
    }

    private func turns() -> [Turn] {
        state.withLock { $0.watches }.map { $0.turn() }
    }

    private func wait(for turns: [Turn], descriptors: inout [pollfd]) {
        let mayWait = state.withLock { state in
            state.isWaiting = state.jobs.isEmpty && !state.isStopping && !state.isSignalled
            return state.isWaiting
        }
        guard mayWait else { return }
        descriptors.removeAll(keepingCapacity: true)
        descriptors.append(pollfd(fd: wake, events: Int16(POLLIN), revents: 0))
        for interest in turns.lazy.flatMap(\.interests) {
            let events = (interest.readable ? Int16(POLLIN) : 0) | (interest.writable ? Int16(POLLOUT) : 0)
            descriptors.append(pollfd(fd: interest.descriptor, events: events, revents: 0))
        }
        let deadline = turns.compactMap(\.deadline).min()
        _ = unsafe poll(&descriptors, nfds_t(descriptors.count), milliseconds(until: deadline))
        state.withLock { $0.isWaiting = false }
        var count: eventfd_t = 0
        _ = unsafe eventfd_read(wake, &count)
    }

    /// The time to wait for `poll`, rounded up so that a wait of less than a millisecond does not spin.
    private func milliseconds(until deadline: ContinuousClock.Instant?) -> Int32 {
        guard let deadline else { return -1 }
        let (seconds, attoseconds) = ContinuousClock.now.duration(to: deadline).components
        if seconds < 0 || attoseconds < 0 { return 0 }
        let rest = (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
        return Int32(clamping: Int64(clamping: seconds) * 1000 + rest)
    }
}

/// The thread's start routine: a plain function, since a closure would inherit the isolation it is written in.
private func runThread(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let context = unsafe context else { return nil }
    let thread = unsafe Unmanaged<IOThread>.fromOpaque(context).takeRetainedValue()
    thread.run()
    return nil
}
