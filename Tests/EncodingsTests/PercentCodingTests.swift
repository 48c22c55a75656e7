import Encodings
import Testing

@Suite struct PercentCodingTests {
    @Test(arguments: ["a", "a b.txt", "日本", "100%", "a/b", "é\u{301}", "~-_.", "\u{0}"])
    func whatIsEncodedIsDecodedAgain(text: String) {
        let segment = PercentCoding.encode(text)
        #expect(PercentCoding.decode(segment) == text)
        #expect(segment.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "/") })
    }

    @Test(arguments: ["%", "%4", "%zz", "%ff", "a%C3"])
    func whatIsNotEncodedWellIsNothing(segment: String) {
        #expect(PercentCoding.decode(segment) == nil)
    }

    @Test func aPlusIsAPlus() {
        #expect(PercentCoding.decode("a+b") == "a+b")
    }

    /// As a segment of a path the dots alone would lead to another path.
    @Test(arguments: [
        ("a/b?c#d", "a%2Fb%3Fc%23d"), ("..", "%2E%2E"), (".", "%2E"), ("a.b-c_d~1", "a.b-c_d~1"), ("...", "..."),
        ("/ä b.c", "%2F%C3%A4%20b.c"), ("\u{1}", "%01"),
    ])
    func leavesOnlyUnreservedCharactersAsTheyAre(text: String, encoded: String) {
        #expect(PercentCoding.encode(text) == encoded)
    }

    @Test(arguments: ["%+1", "%-1", "% 1", "%1", "%0x"])
    func digitsHaveNoSign(segment: String) {
        #expect(PercentCoding.decode(segment) == nil)
        #expect(PercentCoding.decodeLeniently(segment) == segment)
    }

    @Test(arguments: [
        ("%41", "A"), ("100% of %41", "100% of A"), ("%", "%"), ("%e2%82%ac", "€"), ("%ff%41", "%ff%41"),
        ("a+b", "a+b"),
    ])
    func decodesLenientlyWhatIsEncoded(text: String, decoded: String) {
        #expect(PercentCoding.decodeLeniently(text) == decoded)
    }
}
