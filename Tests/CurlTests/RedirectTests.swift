import Testing

@testable import Curl

@Suite struct RedirectTests {
    private func next(_ status: Int, _ location: String?, method: String = "POST") throws -> HTTPRequest? {
        var request = HTTPRequest(method, "https://example.org/a", headers: ["Content-Type": "text/plain"], body: [1])
        request.authorize(bearer: "token")
        var response = HTTPResponse(status: status)
        response.headers["Location"] = location
        return try Redirect.request(after: response, to: request, at: WebAddress(request.url))
    }

    @Test(arguments: [(301, "GET"), (302, "GET"), (303, "GET"), (307, "POST"), (308, "POST")])
    func methodAfterPost(status: Int, method: String) throws {
        let next = try #require(try next(status, "/b"))
        #expect(next.method == method)
        #expect(next.body.isEmpty == (method == "GET"))
        #expect(next.isIdempotent == (method == "GET"))
    }

    @Test(arguments: [(301, "PUT"), (302, "DELETE"), (303, "HEAD")])
    func otherMethodsStay(status: Int, method: String) throws {
        #expect(try next(status, "/b", method: method)?.method == method)
    }

    @Test func noRedirectWithoutLocationOrStatus() throws {
        #expect(try next(302, nil) == nil)
        #expect(try next(200, "/b") == nil)
        #expect(try next(304, "/b") == nil)
    }

    @Test(arguments: [
        ("/b", true), ("https://EXAMPLE.org:443/b", true), ("https://example.org:8443/", false),
        ("https://other.example/", false), ("https://sub.example.org/", false),
    ])
    func credentialsStayWithTheirOrigin(location: String, isKept: Bool) throws {
        #expect((try next(307, location)?.headers["Authorization"] != nil) == isKept)
    }

    @Test func doesNotLeaveTLS() {
        let error = #expect(throws: CurlError.self) { try next(302, "http://example.org/") }
        #expect(error?.code == .destinationRefused)
    }
}
