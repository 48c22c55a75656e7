import Encodings
import Testing

@Suite struct HTMLEscapingTests {
    @Test(arguments: [
        ("a & b", "a &amp; b"), ("<b class=\"x\">'", "&lt;b class=&quot;x&quot;&gt;&#39;"), ("&amp;", "&amp;amp;"),
        // To Swift this is no `<`, and no `"`.
        ("<\u{301}b", "&lt;\u{301}b"), ("\"\u{301}", "&quot;\u{301}"), ("a\u{0}b", "a\u{FFFD}b"), ("é 漢", "é 漢"),
    ]) func whatMeansSomethingIsAReference(_ text: String, _ escaped: String) {
        #expect(Array(HTMLEscaping.escape(text).unicodeScalars) == Array(escaped.unicodeScalars))
    }
}
