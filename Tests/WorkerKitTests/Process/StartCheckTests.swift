import Logging
import ServiceLifecycle
import Testing

@testable import WorkerKit

/// A process that is told to stop while it still starts.
@Suite(.timeLimit(.minutes(10))) struct StartCheckTests {
    /// Waits for something that is away until the gate opens.
    private struct Waiting: Service {
        let gate: Gate
        let done: Gate

        func run() async throws {
            await gate.pass()
            done.open()
        }
    }

    /// Has work under way, which takes until after the check at the start is done.
    private struct Working: Service {
        let gate: Gate
        let done: Gate
        let started: Gate

        func run() async throws {
            started.arrive()
            try await gracefulShutdown()
            gate.open()
            await done.pass()
            for _ in 0..<1000 { await Task.yield() }
            try Task.checkCancellation()
        }
    }

    @Test func whatIsUnderWayIsFinishedWhenACheckEndsMeanwhile() async throws {
        let (gate, done, started) = (Gate(), Gate(), Gate())
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [
                    .init(service: StartCheck(Waiting(gate: gate, done: done))),
                    .init(service: Working(gate: gate, done: done, started: started)),
                ], logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }))
        async let running: Void = group.run()
        await started.wait()
        await group.triggerGracefulShutdown()
        try await running
    }

    @Test func aCheckThatFailsStopsTheProcess() async throws {
        struct Away: Error {}
        struct Failing: Service {
            func run() async throws { throw Away() }
        }
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [.init(service: StartCheck(Failing()))],
                logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }))
        await #expect(throws: Away.self) { try await group.run() }
    }
}
