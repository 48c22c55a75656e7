import Encodings
import Testing

@Suite struct VersionTests {
    @Test(
        arguments: [
            ("1.2.3", "1.2.3"), ("0.0.0", "0.0.0"), ("1.2", nil), ("1.2.3.4", nil), ("1.2.x", nil), ("1.2.-3", nil),
            ("", nil), ("1..3", nil), ("1234567890.0.0", nil), (" 1.2.3", nil),
        ] as [(String, String?)])
    func isRead(_ text: String, _ version: String?) {
        #expect(Version(text)?.description == version)
    }

    @Test func isOrderedByNumber() {
        #expect(Version(major: 3, minor: 9, patch: 0) < Version(major: 3, minor: 10, patch: 8))
        #expect(Version(major: 3, minor: 10, patch: 8) < Version(major: 4, minor: 0, patch: 0))
    }
}
