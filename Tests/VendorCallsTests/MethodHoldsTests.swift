import Testing

@testable import VendorCalls

@Suite struct MethodHoldsTests {
    private let now = ContinuousClock.now

    @Test func aRefusedMethodIsLeftAloneAsLongAsItWasAskedForAndNoOther() {
        let holds = MethodHolds()
        holds.refused("jira search", asked: .seconds(7), at: now)
        #expect(holds.wait(for: "jira search", at: now + .seconds(2)) == .seconds(5))
        #expect(holds.wait(for: "jira create", at: now) == nil)
        #expect(holds.wait(for: "jira search", at: now + .seconds(7)) == nil)
    }

    @Test func withoutAWordItWaitsLongerEachTime() throws {
        let holds = MethodHolds()
        holds.refused("m", asked: nil, at: now)
        let first = try #require(holds.wait(for: "m", at: now))
        #expect(first <= .seconds(1))
        for _ in 0..<9 { holds.refused("m", asked: nil, at: now) }
        let tenth = try #require(holds.wait(for: "m", at: now))
        #expect(tenth >= .seconds(30) && tenth <= .seconds(60))
    }

    @Test func anAnswerThatWasOnItsWayEndsNoHold() {
        let holds = MethodHolds()
        holds.refused("m", asked: .seconds(5), at: now)
        holds.accepted("m", at: now + .seconds(1))
        #expect(holds.wait(for: "m", at: now + .seconds(1)) != nil)
        holds.accepted("m", at: now + .seconds(6))
        holds.refused("m", asked: nil, at: now + .seconds(6))
        #expect((holds.wait(for: "m", at: now + .seconds(6)) ?? .zero) <= .seconds(1), "the series begins anew")
    }

    @Test func aDayIsCutToAnHour() {
        let holds = MethodHolds()
        holds.refused("m", asked: .seconds(86_400), at: now)
        #expect(holds.wait(for: "m", at: now) == .seconds(3600))
    }
}
