import Glibc
import IOThread
import Testing

/// An actor that runs on its own I/O thread, as the C clients do.
private actor Confined {
    private nonisolated let thread: IOThread
    private var watch: IOThread.WatchID?
    private(set) var received: [UInt8] = []
    private var waiter: CheckedContinuation<Void, Never>?
    private(set) var turns = 0

    nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe thread.asUnownedSerialExecutor() }

    init() {
        thread = IOThread(name: "io-test")
    }

    deinit {
        thread.stop()
    }

    func runsOnItsThread() -> Bool { thread.isCurrent }

    func read(_ descriptor: Int32, deadline: ContinuousClock.Instant? = nil) {
        watch = thread.watch { [weak self] in
            self?.assumeIsolated { $0.drain(descriptor, deadline) } ?? .init([])
        }
    }

    func receive(_ count: Int) async -> [UInt8] {
        while received.count < count {
            await withCheckedContinuation { waiter = $0 }
        }
        return received
    }

    private func drain(_ descriptor: Int32, _ deadline: ContinuousClock.Instant?) -> IOThread.Turn {
        turns += 1
        var byte: UInt8 = 0
        while unsafe Glibc.read(descriptor, &byte, 1) == 1 { received.append(byte) }
        if let waiter {
            self.waiter = nil
            waiter.resume()
        }
        return .init([.init(descriptor: descriptor)], deadline: deadline.flatMap { $0 > .now ? $0 : nil })
    }
}

@Suite struct IOThreadTests {
    @Test func anActorRunsItsJobsOnTheThread() async {
        let confined = Confined()
        #expect(await confined.runsOnItsThread())
    }

    @Test func concurrentCallersAreSerialised() async {
        let confined = Confined()
        let results = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<1000 { group.addTask { await confined.runsOnItsThread() } }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(results.count == 1000)
        #expect(results.allSatisfy { $0 })
    }

    @Test func aReadableDescriptorGivesTheWatchATurn() async {
        var ends: [Int32] = [0, 0]
        #expect(unsafe socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue), 0, &ends) == 0)
        defer { ends.forEach { close($0) } }
        let confined = Confined()
        await confined.read(ends[0])
        let bytes: [UInt8] = [1, 2, 3]
        #expect(unsafe write(ends[1], bytes, bytes.count) == 3)
        #expect(await confined.receive(3) == bytes)
    }

    @Test func anIdleThreadDoesNotWakeUp() async throws {
        var ends: [Int32] = [0, 0]
        #expect(unsafe socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue), 0, &ends) == 0)
        defer { ends.forEach { close($0) } }
        let confined = Confined()
        await confined.read(ends[0])
        let before = await confined.turns
        var request = timespec(tv_sec: 0, tv_nsec: 200_000_000)
        unsafe nanosleep(&request, nil)
        let after = await confined.turns
        // One turn may follow the job that read `before`, one the job that reads `after`.
        #expect(after - before <= 2)
    }

    @Test func aDeadlineEndsTheWait() async {
        var ends: [Int32] = [0, 0]
        #expect(unsafe socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue), 0, &ends) == 0)
        defer { ends.forEach { close($0) } }
        let confined = Confined()
        await confined.read(ends[0], deadline: .now + .milliseconds(20))
        let bytes: [UInt8] = [7]
        #expect(unsafe write(ends[1], bytes, 1) == 1)
        #expect(await confined.receive(1) == bytes)
    }

    @Test(.timeLimit(.minutes(10))) func aSignalGivesEveryWatchATurn() async {
        let thread = IOThread(name: "io-test")
        defer { thread.stop() }
        let (turns, continuation) = AsyncStream<Void>.makeStream()
        _ = thread.watch {
            continuation.yield()
            return .init([])
        }
        var iterator = turns.makeAsyncIterator()
        await iterator.next()
        for _ in 0..<1000 {
            thread.signal()
            await iterator.next()
        }
    }
}
