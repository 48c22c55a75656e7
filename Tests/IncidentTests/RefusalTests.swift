import Incident
import Testing

@Suite struct RefusalTests {
    private enum Code: Sendable { case closed }

    @Test func isReadAsItsDetail() {
        let refusal = Refusal(Code.closed, at: "/until", "until must lie after from")
        #expect("\(refusal)" == "until must lie after from")
        #expect(refusal.code == .closed)
        #expect(refusal.place == "/until")
    }
}
