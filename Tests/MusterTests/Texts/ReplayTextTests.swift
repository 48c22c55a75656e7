import Testing

@testable import Muster
@testable import Operations

@Suite struct ReplayTextTests {
    @Test(arguments: [(1, "1 letter would be replayed."), (2, "2 letters would be replayed.")])
    func oneIsOne(_ count: Int, _ text: String) {
        #expect(ReplayText.text(LetterAction.Report(selected: count, isDryRun: true)) == text)
    }

    @Test func whatStayedIsCounted() {
        let report = LetterAction.Report(selected: 1, published: 1)
        #expect(ReplayText.text(report) == "1 of 1 letter replayed.")
        let some = LetterAction.Report(selected: 9, published: 5, skipped: 3, failed: 1)
        #expect(
            ReplayText.text(some)
                == "5 of 9 letters replayed, 3 left: stopped, moved meanwhile, or too old (--as-new), 1 cannot be read."
        )
    }
}
