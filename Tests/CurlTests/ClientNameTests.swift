import Testing

@testable import Curl

/// What a mail server may be told after `EHLO`.
@Suite struct ClientNameTests {
    @Test(arguments: ["muster.example.org", "a-1.b", "[127.0.0.1]", "[IPv6:2001:db8::1]"])
    func wholeNamesAndAddressesInBrackets(_ text: String) {
        #expect(ClientName(text)?.description == text)
    }

    @Test(arguments: [
        "", "localhost", "host", "localhost.localdomain", "host.localhost", "10.0.0.1", "a_b.example.org",
        "-a.example.org",
        "a..b", "a.example.org\r\nRCPT", "[localhost]", "[2001:db8::1]", "[IPv6:10.0.0.1]", "[]",
    ])
    func nothingElse(_ text: String) {
        #expect(ClientName(text) == nil)
    }

    @Test func thisHostHasOne() {
        #expect(ClientName("\(ClientName.ofThisHost)") == .ofThisHost)
    }
}
