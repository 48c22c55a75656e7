import Testing

import Pacing

@Suite struct BellTests {
    @Test func timeThatRunsOutLeavesTheBellAsItWas() async {
        let bell = Bell()
        #expect(await !bell.wait(atMost: .milliseconds(1)))
        #expect(await !bell.wait(atMost: .milliseconds(1)))
        bell.ring()
        #expect(await bell.wait(atMost: .seconds(600)))
        #expect(await !bell.wait(atMost: .milliseconds(1)))
    }

    @Test func aRingEndsTheSleep() async {
        let bell = Bell()
        async let isRung = bell.wait(atMost: .seconds(600))
        await Task.yield()
        bell.ring()
        #expect(await isRung)
    }

    @Test func cancellationEndsTheSleep() async {
        let bell = Bell()
        let sleeper = Task { await bell.wait(atMost: .seconds(600)) }
        sleeper.cancel()
        #expect(await !sleeper.value)
    }
}
