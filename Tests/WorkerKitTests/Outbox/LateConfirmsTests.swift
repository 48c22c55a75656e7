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
