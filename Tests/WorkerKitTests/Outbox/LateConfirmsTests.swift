import AMQP
import FoundationEssentials
import Testing

@testable import WorkerKit

@Suite struct LateConfirmsTests {
    @Test(arguments: [true, false]) func eachIsToldOnceWhicheverComesFirst(confirmIsFirst: Bool) {
        let late = LateConfirms()
        let (row, other) = (UUID(), UUID())
        if confirmIsFirst { late.settle(row, .confirmed) }
        #expect(late.takeSettled().isEmpty)
        late.expect([row, other])
        if !confirmIsFirst { late.settle(row, .confirmed) }
        #expect(late.takeSettled().map(\.row) == [row])
        #expect(late.takeSettled().isEmpty)
        #expect(late.waiting() == [other])
    }

    /// A row that was published twice is confirmed twice, and expected once: what is left over must not say anything of a third.
    @Test func whatNobodyExpectsIsForgotten() {
        let late = LateConfirms()
        let (row, start) = (UUID(), ContinuousClock.now)
        late.settle(row, .confirmed, at: start)
        #expect(late.takeSettled(at: start + LateConfirms.memory).isEmpty)
        late.expect([row], at: start + LateConfirms.memory)
        #expect(late.takeSettled(at: start + LateConfirms.memory).isEmpty)
        #expect(late.waiting(at: start + LateConfirms.memory) == [row])
    }

    /// A broker may forget a confirm; what comes after all is told all the same.
    @Test func noneIsWaitedForForEver() {
        let late = LateConfirms()
        let (row, start) = (UUID(), ContinuousClock.now)
        late.expect([row], at: start)
        #expect(late.waiting(at: start + LateConfirms.patience - .seconds(1)) == [row])
        #expect(late.waiting(at: start + LateConfirms.patience).isEmpty)
        late.settle(row, .nacked)
        #expect(late.takeSettled().map(\.outcome) == [.nacked])
    }
}
