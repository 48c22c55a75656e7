import Testing

@testable import NightStore

@Suite struct CostChangeTests {
    /// The words that the database takes.
    @Test func reasonsAreThoseOfTheTable() {
        #expect(CostChange.Reason.allCases.map(\.rawValue) == ["lost_event", "rules", "inputs"])
        #expect(CostChange.Keeper.allCases.map(\.rawValue) == ["cost-calculator", "nightly"])
    }
}
