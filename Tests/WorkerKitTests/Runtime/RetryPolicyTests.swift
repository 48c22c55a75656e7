import Contracts
import Testing

@testable import WorkerKit

@Suite struct RetryPolicyTests {
    private let policy = RetryPolicy(maximumAttempts: 5)
    private let failure = Failure(.retry, code: "timeout", detail: "no answer")

    @Test func climbsTheLadder() {
        let fates = (1...4).map { policy.fate(of: failure, attempt: $0, age: .zero) }
        #expect(
            fates == [
                .retry(.second, attempt: 2), .retry(.tenSeconds, attempt: 3), .retry(.minute, attempt: 4),
                .retry(.tenMinutes, attempt: 5),
            ])
    }

    @Test func theLastTryEndsInADeadLetter() {
        #expect(policy.fate(of: failure, attempt: 5, age: .zero) == .deadLetter)
    }

    @Test func moreTriesStayOnTheLastRung() {
        let patient = RetryPolicy(maximumAttempts: 9)
        #expect(patient.fate(of: failure, attempt: 8, age: .zero) == .retry(.tenMinutes, attempt: 9))
    }

    @Test func whatCannotHelpIsNotTriedAgain() {
        let permanent = Failure(.deadLetter, code: "undecodable", detail: "not JSON")
        #expect(policy.fate(of: permanent, attempt: 1, age: .zero) == .deadLetter)
    }

    @Test(arguments: [
        (Duration.milliseconds(300), RetryDelay.second), (.seconds(1), .second), (.seconds(2), .tenSeconds),
        (.seconds(30), .minute), (.seconds(61), .tenMinutes), (.seconds(86400), .tenMinutes),
    ]) func retryAfterWaitsLongEnoughAndDoesNotCount(_ wait: Duration, _ delay: RetryDelay) {
        let asked = Failure(.retryAfter(wait), code: "rate-limited", detail: "slow down")
        #expect(policy.fate(of: asked, attempt: 3, age: .zero) == .retry(delay, attempt: 3))
    }

    @Test func patienceEnds() {
        let asked = Failure(.retryAfter(.seconds(1)), code: "rate-limited", detail: "slow down")
        #expect(policy.fate(of: asked, attempt: 1, age: .seconds(3601)) == .retry(.second, attempt: 2))
        #expect(policy.fate(of: asked, attempt: 5, age: .seconds(3601)) == .deadLetter)
    }
}
