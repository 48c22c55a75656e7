import Logging
import Synchronization
import Testing

@testable import WorkerKit

/// What a process looks at until it is told to stop.
@Suite(.timeLimit(.minutes(10))) struct RepeatedLookTests {
    private struct Away: Error {}

    @Test func aLookThatFailsIsLoggedAndOneThatTheStopEndsIsNot() async {
        let (log, second) = (LogRecorder(), Gate())
        let looks = Mutex(0)
        let (never, source) = AsyncStream<Never>.makeStream()
        let running = Task {
            await RepeatedLook.run(every: .zero, or: "nothing could be seen", log.logger) {
                let number = looks.withLock { looks in
                    looks += 1
                    return looks
                }
                if number == 1 { throw Away() }
                second.open()
                for await _ in never {}
                try Task.checkCancellation()
            }
        }
        await second.pass()
        running.cancel()
        await running.value
        source.finish()
        #expect(log.lines == ["nothing could be seen"])
        #expect(looks.withLock(\.self) == 2)
    }
}
