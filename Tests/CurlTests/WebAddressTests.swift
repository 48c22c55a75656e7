import Testing

@testable import Curl

@Suite struct WebAddressTests {
    @Test(arguments: [
        ("https://Example.ORG", "example.org", 443), ("http://example.org:8080/a?b", "example.org", 8080),
        ("https://[2606:4700::1111]/", "2606:4700::1111", 443), ("http://0x7f.1/", "127.0.0.1", 80),
        ("http://2130706433/", "127.0.0.1", 80), ("http://localhost./", "localhost", 80),
        ("http://127.1:8/", "127.0.0.1", 8),
    ])
    func reads(text: String, host: String, port: Int) throws {
        let address = try WebAddress(text)
        #expect(address.host == host)
        #expect(address.port == port)
    }

    @Test(arguments: [
        "", "example.org", "https://", "https://user:secret@example.org/", "https://user@example.org/",
        "https://example.org/a b", "https://example.org/\r\nX: y", "https://example.org:99999/", "//example.org/",
        "https://exämple.org/",
    ])
    func refuses(text: String) {
        let error = #expect(throws: CurlError.self) { try WebAddress(text) }
        #expect(error?.code == .invalidRequest)
        #expect(error?.detail.contains("secret") == false)
    }

    @Test(arguments: [
        ("/b", "https://example.org/b"), ("c?d=1", "https://example.org/a/c?d=1"),
        ("https://other.example/x", "https://other.example/x"), ("//other.example/x", "https://other.example/x"),
    ])
    func resolvesRelativeAddresses(location: String, result: String) throws {
        let base = try WebAddress("https://example.org/a/b")
        #expect(try WebAddress(location, relativeTo: base).text == result)
    }
}
