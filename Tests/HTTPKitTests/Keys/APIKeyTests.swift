import Digests
import Encodings
import Testing

@testable import HTTPKit

@Suite struct APIKeyTests {
    private let text = "mus_abc-_123_" + String(repeating: "A", count: 43)

    @Test func readsPrefixAndDigest() throws {
        let key = try #require(APIKey(text))
        #expect(key.prefix == "abc-_123")
        #expect(key.digest == sha256(text))
    }

    @Test(arguments: [
        "", "mus_abcdefgh", "mus_abcdefgh_" + String(repeating: "A", count: 42),
        "mus_abcdefgh_" + String(repeating: "A", count: 44), "mux_abcdefgh_" + String(repeating: "A", count: 43),
        "mus_abcdefghi" + String(repeating: "A", count: 43), "mus_abcde gh_" + String(repeating: "A", count: 43),
    ])
    func refuses(_ text: String) {
        #expect(APIKey(text) == nil)
    }

    @Test func readsRoutingKeysApartFromBearerKeys() {
        let routing = "abcdefghijklmnopqrstuvwxyz234567"
        #expect(APIKey(routing: routing)?.prefix == "abcdefgh")
        #expect(APIKey(routing) == nil)
        #expect(APIKey(routing: text) == nil)
        #expect(APIKey(routing: String(routing.dropLast())) == nil)
        #expect(APIKey(routing: "abcdefghijklmnopqrstuvwxyz23456-") == nil)
    }

    @Test func isFoundInAuthorizationAndInNamedHeaders() {
        let basic = Base64.standard.encode(Array("anybody:\(text)".utf8))
        #expect(Credentials.text(inAuthorization: "Bearer \(text)") == text)
        #expect(Credentials.text(inAuthorization: "bearer  \(text)") == text)
        #expect(Credentials.text(inAuthorization: "Basic \(basic)") == text)
        #expect(Credentials.text(inAuthorization: "Basic ???") == nil)
        #expect(Credentials.text(inAuthorization: "GenieKey \(text)") == text)
        #expect(Credentials.text(inAuthorization: text) == nil)
    }
}
