import Testing

@testable import WorkerKit

@Suite struct CircuitBreakerTests {
    private let now = ContinuousClock.now

    private func opened() -> CircuitBreaker {
        var breaker = CircuitBreaker()
        for _ in 0..<CircuitBreaker.threshold { breaker.failed(at: now, asked: nil) }
        return breaker
    }

    @Test func staysClosedBelowTheThreshold() {
        var breaker = CircuitBreaker()
        for _ in 1..<CircuitBreaker.threshold { breaker.failed(at: now, asked: nil) }
        #expect(!breaker.isOpen)
        #expect(breaker.admit(at: now) == nil)
    }

    @Test func aSuccessBetweenOutagesStartsTheCountAgain() {
        var breaker = CircuitBreaker()
        for _ in 1..<CircuitBreaker.threshold { breaker.failed(at: now, asked: nil) }
        breaker.succeeded()
        breaker.failed(at: now, asked: nil)
        #expect(!breaker.isOpen)
    }

    @Test func opensAndSaysHowLongToWait() {
        var breaker = opened()
        #expect(breaker.isOpen)
        #expect(breaker.admit(at: now) == CircuitBreaker.pause.lowerBound)
    }

    @Test func letsOneTryThroughAfterThePause() {
        var breaker = opened()
        let later = now + CircuitBreaker.pause.lowerBound
        #expect(breaker.admit(at: later) == nil)
        #expect(breaker.admit(at: later) != nil)
        breaker.succeeded()
        #expect(breaker.admit(at: later) == nil)
    }

    @Test func pausesLongerAfterEveryFailedTry() {
        var breaker = opened()
        var time = now
        var pauses: [Duration] = []
        for _ in 0..<8 {
            guard let wait = breaker.admit(at: time) else { break }
            pauses.append(wait)
            time += wait
            #expect(breaker.admit(at: time) == nil)
            breaker.failed(at: time, asked: nil)
        }
        #expect(pauses.first == .seconds(5))
        #expect(pauses == pauses.sorted())
        #expect(pauses.last == CircuitBreaker.pause.upperBound)
    }

    @Test func aProviderThatAsksForPatienceGetsIt() {
        var breaker = CircuitBreaker()
        breaker.failed(at: now, asked: .seconds(30))
        #expect(breaker.admit(at: now) == .seconds(30))
    }
}
