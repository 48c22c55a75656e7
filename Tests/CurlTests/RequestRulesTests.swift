import Testing

@testable import Curl

@Suite struct RequestRulesTests {
    @Test(arguments: [
        ("X-Bad", "a\r\nInjected: b"), ("X-Bad", "a\nb"), ("X-Bad", "a\0b"), ("X Bad", "a"), ("X-Bad:", "a"), ("", "a"),
        ("Host", "inside"), ("content-length", "5"), ("Transfer-Encoding", "chunked"),
    ])
    func refusesHeaders(name: String, value: String) {
        let request = HTTPRequest("GET", "https://example.org", headers: HTTPHeaders([(name, value)]))
        #expect(throws: CurlError.self) { try RequestRules.check(request) }
    }

    @Test(arguments: ["", "GET /", "GE\r\nT"])
    func refusesMethods(method: String) {
        #expect(throws: CurlError.self) { try RequestRules.check(HTTPRequest(method, "https://example.org")) }
    }

    @Test(arguments: [
        "", "a", "@example.org", "a@", "a@b@c", "a b@example.org", "a@example.org>\r\nDATA", "<a@example.org>",
        "a@example.org,b@example.org",
    ])
    func refusesRecipients(address: String) {
        let mail = MailMessage(from: "muster@example.org", to: ["primary-oncall@example.org", address], content: [])
        #expect(throws: CurlError.self) { try RequestRules.check(mail, SMTPServer(host: "mail.example.org")) }
    }

    @Test func refusesUserWithoutPassword() {
        let mail = MailMessage(from: "muster@example.org", to: ["primary-oncall@example.org"], content: [])
        #expect(throws: CurlError.self) {
            try RequestRules.check(mail, SMTPServer(host: "mail.example.org", user: "u"))
        }
        #expect(throws: Never.self) { try RequestRules.check(mail, SMTPServer(host: "mail.example.org")) }
    }
}
