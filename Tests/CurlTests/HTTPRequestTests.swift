import Curl
import Testing

@Suite struct HTTPRequestTests {
    /// The examples of RFC 7617 section 2, and of RFC 4648 section 10 as passwords.
    @Test(arguments: [
        ("Aladdin", "open sesame", "QWxhZGRpbjpvcGVuIHNlc2FtZQ=="), ("", "", "Og=="), ("f", "", "Zjo="),
        ("fo", "", "Zm86"),
        ("test", "123£", "dGVzdDoxMjPCow=="),
    ])
    func basicCredentials(user: String, password: String, encoded: String) {
        var request = HTTPRequest("GET", "https://example.org")
        request.authorize(user: user, password: password)
        #expect(request.headers["Authorization"] == "Basic \(encoded)")
    }

    @Test func descriptionHasNoSecrets() {
        var request = HTTPRequest("POST", "https://example.org/a?token=hidden#x", body: Array("hidden".utf8))
        request.authorize(bearer: "hidden")
        #expect("\(request)" == "POST https://example.org/a")
        #expect(!String(reflecting: request).contains("hidden"))
    }

    @Test(arguments: [("GET", true), ("PUT", true), ("DELETE", true), ("POST", false), ("PATCH", false)])
    func repeatableByMethod(method: String, isIdempotent: Bool) {
        #expect(HTTPRequest(method, "https://example.org").isIdempotent == isIdempotent)
    }
}
