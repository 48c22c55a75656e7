import AMQP
import Encodings
import Testing

@Suite struct BrokerVersionTests {
    @Test(
        arguments: [
            ("3.10.8", "3.10.8"), ("4.3", "4.3.0"), ("4.3.0-rc.1", "4.3.0"), ("4.0.0+2", "4.0.0"), ("4", nil),
            ("4.3.0.1", nil), ("4.x", nil), ("", nil), ("4..3", nil), ("-4.3.0", nil),
        ] as [(String, String?)])
    func isRead(_ text: String, _ version: String?) {
        #expect(BrokerVersion(ofBroker: text)?.description == version)
    }

    /// Exactly two releases ask for the right to configure.
    @Test(arguments: ["4.2.5", "4.2.7", "4.3.1", "3.10.8"]) func tellsWhetherAQueueExists(_ version: String) {
        #expect(BrokerVersion(ofBroker: version)?.hidesQueues == false)
    }

    @Test(arguments: ["4.2.6", "4.3.0"]) func hidesQueues(_ version: String) {
        #expect(BrokerVersion(ofBroker: version)?.hidesQueues == true)
    }
}
