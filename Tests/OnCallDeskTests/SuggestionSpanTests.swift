import FoundationEssentials
import Testing

@testable import OnCall
@testable import OnCallDesk

/// Wishes on the wall of a night that has an hour less.
@Suite struct SuggestionSpanTests {
    @Test func anHourThatIsLeftOutHoldsNothing() throws {
        func wall(_ text: String) throws -> WallTime { try #require(WallTime(text)) }
        // Berlin: at 02:00 on 28 March 2027 clocks go to 03:00.
        let zone = Zone(initial: 3600, changes: [OffsetChange(at: 1806195600, offset: 7200)], rule: nil)
        let gap = SuggestionRequest.Wished.span(try wall("2027-03-28T02:30"), try wall("2027-03-28T03:00"), in: zone)
        #expect(gap.isEmpty)
        let night = SuggestionRequest.Wished.span(try wall("2027-03-28T00:00"), try wall("2027-03-28T06:00"), in: zone)
        #expect(night.upperBound.timeIntervalSince(night.lowerBound) == 5 * 3600)
    }
}
