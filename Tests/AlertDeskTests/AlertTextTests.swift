import Testing

@testable import AlertDesk

@Suite struct AlertTextTests {
    @Test func makesOneLineOfBoundedLength() {
        #expect(AlertText.line("a\nb\u{0}c\u{7F}", max: 10) == "a b c")
        #expect(AlertText.line("  a \t\r\n b\u{2028}c  ", max: 10) == "a b c")
        #expect(AlertText.line(String(repeating: "ü", count: 300), max: 200).unicodeScalars.count == 200)
        #expect(AlertText.line("abcdef", max: 4) == "abc…")
        #expect(AlertText.line("abcd", max: 4) == "abcd")
        #expect(AlertText.line("äöüß", max: 4) == "äöüß")
        #expect(AlertText.text("one\ntwo", max: 5) == "one\n…")
        #expect(AlertText.text("a\n\u{0}b", max: 10) == "a\nb")
    }

    @Test func longKeysStayDistinct() {
        let long = String(repeating: "x", count: 600)
        #expect(AlertText.key("short") == "short")
        #expect(AlertText.key(long + "1") != AlertText.key(long + "2"))
        #expect(AlertText.key(long).utf8.count <= 512)
        #expect(AlertText.key("a\u{0}b") == "a b")
    }

    @Test(arguments: ["javascript:alert(1)", "ftp://example.org", "https://exa mple.org", "https://example.org/\u{0}"])
    func offersNoLink(to text: String) {
        #expect(AlertText.link(text) == nil)
    }
}
