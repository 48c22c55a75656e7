import Curl
import Testing

@Suite struct RetryAfterTests {
    @Test(arguments: [
        ("0", 0), ("120", 120), (" 7 ", 7), ("86401", 86_400), ("99999999999999999999999", 86_400),
        // Dates are measured from the answer's own date: Sun, 06 Nov 1994 08:49:37 GMT.
        ("Sun, 06 Nov 1994 08:50:37 GMT", 60), ("Sunday, 06-Nov-94 08:50:07 GMT", 30), ("Sun Nov  6 08:49:47 1994", 10),
        ("Sun, 06 Nov 1994 08:00:00 GMT", 0), ("Sun, 06 Nov 2094 08:00:00 GMT", 86_400),
    ])
    func understands(value: String, seconds: Int) {
        let response = HTTPResponse(
            status: 429, headers: ["retry-after": value, "Date": "Sun, 06 Nov 1994 08:49:37 GMT"])
        #expect(response.retryAfter == .seconds(seconds))
    }

    @Test(arguments: ["", "-1", "1.5", "soon", "12:00", "Mon", "5 minutes"])
    func ignores(value: String) {
        #expect(HTTPResponse(status: 503, headers: ["Retry-After": value]).retryAfter == nil)
    }

    @Test func absentWithoutTheHeader() {
        #expect(HTTPResponse(status: 503).retryAfter == nil)
    }
}
