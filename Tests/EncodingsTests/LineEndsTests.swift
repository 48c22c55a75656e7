import Testing

@testable import Encodings

@Suite struct LineEndsTests {
    @Test(arguments: [
        ("a\r\nb", "a\nb"), ("a\rb\r", "a\nb\n"), ("\r\n\r\n", "\n\n"), ("\r\r\n\n", "\n\n\n"), ("ü\r\né", "ü\né"),
        ("a\nb", "a\nb"), ("", ""),
    ])
    func everyLineEndIsOne(text: String, plain: String) {
        #expect(Array(text.withPlainLineEnds.utf8) == Array(plain.utf8))
    }
}
