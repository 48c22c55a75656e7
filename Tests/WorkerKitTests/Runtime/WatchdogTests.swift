import Logging
import Synchronization
import Testing

@testable import WorkerKit

/// The watchdog looks when the test says so: no time passes here.
@Suite(.timeLimit(.minutes(10))) struct WatchdogTests {
    private final class Fixture: Sendable {
        let stuck = Mutex<[String]>([])
        let log = LogRecorder()

        func watchdog() -> Watchdog {
            Watchdog(grace: .seconds(2), logger: log.logger, stuck: { name in self.stuck.withLock { $0.append(name) } })
        }

        var names: [String] { stuck.withLock { $0 } }
    }

    private let fixture = Fixture()

    @Test func aSlowHandlerHasItsWholeLimit() async throws {
        let (watchdog, gate) = (fixture.watchdog(), Gate())
        async let result = watchdog.limit("Slow", to: .seconds(60)) {
            await gate.pass()
            return 7
        }
        await gate.wait()
        watchdog.look(at: .now + .seconds(30))
        gate.open()
        #expect(try await result == 7)
        #expect(fixture.names.isEmpty)
    }

    @Test func aHandlerAtItsLimitIsCancelledAndCounted() async throws {
        let (watchdog, gate) = (fixture.watchdog(), Gate())
        let task = Task {
            try await watchdog.limit("Stuck", to: .seconds(60)) {
                gate.arrive()
                try await Task.sleep(for: .seconds(3600))
            }
        }
        await gate.wait()
        watchdog.look(at: .now + .seconds(61))
        let failure = await #expect(throws: Failure.self) { try await task.value }
        #expect(failure?.code == "timed-out" && failure?.remedy == .retry && failure?.place == "Stuck")
        #expect(fixture.names == ["Stuck"])
        #expect(fixture.log.lines == ["a handler is stuck and was cancelled"])
    }

    @Test func whatAHandlerDoesInSpiteOfItsLimitIsDone() async throws {
        let (watchdog, gate) = (fixture.watchdog(), Gate())
        async let result = watchdog.limit("Late", to: .seconds(60)) {
            await gate.pass()
            return 7
        }
        await gate.wait()
        watchdog.look(at: .now + .seconds(61))
        gate.open()
        #expect(try await result == 7)
    }

    @Test func whoIgnoresItsCancellationIsLeftAlone() async throws {
        let (watchdog, gate) = (fixture.watchdog(), Gate())
        defer { gate.open() }
        let task = Task { try await watchdog.limit("Deaf", to: .seconds(60)) { await gate.pass() } }
        await gate.wait()
        watchdog.look(at: .now + .seconds(61))
        watchdog.look(at: .now + .seconds(70))
        let failure = await #expect(throws: Failure.self) { try await task.value }
        #expect(failure?.code == "timed-out")
        #expect(fixture.names == ["Deaf"])
        #expect(fixture.log.lines.last == "a handler does not end although it was cancelled")
    }

    @Test func aProcessThatEndsDoesNotWaitForWhoIgnoresIt() async throws {
        let (watchdog, gate) = (fixture.watchdog(), Gate())
        defer { gate.open() }
        let task = Task { try await watchdog.limit("Deaf", to: .seconds(60)) { await gate.pass() } }
        await gate.wait()
        task.cancel()
        watchdog.look(at: .now + .seconds(3))
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(fixture.names == ["Deaf"])
    }

    @Test func aHandlerThatFailsKeepsItsError() async throws {
        let watchdog = fixture.watchdog()
        let failure = Failure(.deadLetter, code: "no", detail: "no")
        await #expect(throws: failure) {
            try await watchdog.limit("Fails", to: .seconds(60)) { throw failure }
        }
        #expect(fixture.names.isEmpty)
    }
}
