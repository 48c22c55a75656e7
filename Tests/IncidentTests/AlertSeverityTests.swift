import Incident
import Testing

@Suite struct AlertSeverityTests {
    @Test func ordersFromInfoToCritical() {
        #expect(AlertSeverity.allCases.sorted() == [.info, .warning, .error, .critical])
    }

    @Test func readsSendersWords() {
        #expect(AlertSeverity(senderWord: "PAGE") == .critical)
        #expect(AlertSeverity(senderWord: "warn") == .warning)
        #expect(AlertSeverity(senderWord: "notice") == .info)
    }

    @Test func whatIsNotKnownIsNotOverlooked() {
        #expect(AlertSeverity(senderWord: "purple") == .error)
    }
}
