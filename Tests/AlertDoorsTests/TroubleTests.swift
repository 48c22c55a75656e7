import HTTPKit
import HTTPTypes
import HummingbirdCore
import Testing

@testable import AlertDoors

/// Who gives up after 503 and not after 429 is told 503 in short trouble, and 429 in long.
@Suite struct TroubleTests {
    private let away = Problem.retryLater("the database does not answer; try again")

    @Test func longTroubleIsOneThatBeganAMinuteAgo() {
        let trouble = Trouble()
        let start = ContinuousClock.now
        #expect(!trouble.isLong(away, at: start))
        #expect(!trouble.isLong(away, at: start + .seconds(59)))
        #expect(trouble.isLong(away, at: start + .seconds(60)))
        trouble.end()
        #expect(!trouble.isLong(away, at: start + .seconds(61)))
    }

    @Test func whatIsWrongWithAnEventIsNoTrouble() {
        let trouble = Trouble()
        let start = ContinuousClock.now
        #expect(!trouble.isLong(Problem(.unprocessableContent, "no JSON"), at: start))
        #expect(!trouble.isLong(away, at: start + .seconds(60)), "it began now")
    }

    @Test(arguments: [(false, 503), (true, 429)]) func itIsToldInTheAnswer(_ isLong: Bool, _ status: Int) {
        #expect(PagerDutyAnswer.problem(away, isLong: isLong).status.code == status)
    }
}
