import Testing

import Pacing

struct BackoffTests {
    private let backoff = Backoff(first: .milliseconds(100), limit: .seconds(10))

    @Test func theFirstAttemptIsMadeAtOnce() {
        #expect(backoff.delay(failures: 0, random: 1) == .zero)
    }

    @Test func doublesUpToTheLimitAndHalfIsRandom() {
        #expect(backoff.delay(failures: 1, random: 1) == .milliseconds(100))
        #expect(backoff.delay(failures: 1, random: 0) == .milliseconds(50))
        #expect(backoff.delay(failures: 3, random: 1) == .milliseconds(400))
        #expect(backoff.delay(failures: 1_000, random: 1) == .seconds(10))
        #expect(backoff.delay(failures: .max, random: 0) == .seconds(5))
    }
}
