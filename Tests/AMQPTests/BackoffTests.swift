import Testing

@testable import AMQP

@Suite struct BackoffTests {
    private let range = Duration.milliseconds(100) ... .milliseconds(1000)

    @Test func doublesUpToItsBound() {
        var backoff = Backoff(range)
        let delays = (0..<6).map { _ in backoff.delay(after: nil, random: 1) }
        #expect(delays == [100, 200, 400, 800, 1000, 1000].map { Duration.milliseconds($0) })
    }

    @Test func takesOffARandomHalf() {
        var backoff = Backoff(range)
        #expect(backoff.delay(after: nil, random: 0) == .milliseconds(50))
        #expect(backoff.delay(after: nil, random: 0.5) == .milliseconds(150))
    }

    @Test func beginsAnewAfterAConnectionThatLasted() {
        var backoff = Backoff(range)
        for _ in 0..<5 { _ = backoff.delay(after: nil, random: 1) }
        #expect(backoff.delay(after: .milliseconds(999), random: 1) == .milliseconds(1000))
        #expect(backoff.delay(after: .milliseconds(1000), random: 1) == .milliseconds(100))
    }

    @Test func staysAtItsBoundForEver() {
        var backoff = Backoff(range)
        for _ in 0..<100 { _ = backoff.delay(after: nil, random: 1) }
        #expect(backoff.delay(after: nil, random: 1) == .milliseconds(1000))
    }
}
