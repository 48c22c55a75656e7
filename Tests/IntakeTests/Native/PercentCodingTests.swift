import Testing

@testable import Intake

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
}
