import Testing

@testable import HTTPKit

@Suite struct HTTPDateTests {
    /// The example of RFC 9110, a leap day, and the first second there is.
    @Test(arguments: [
        (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"), (1_709_164_800, "Thu, 29 Feb 2024 00:00:00 GMT"),
        (0, "Thu, 01 Jan 1970 00:00:00 GMT"),
    ])
    func aTimeIsWrittenAsAnswersCarryIt(second: Int, text: String) {
        #expect(HTTPDate.text(of: second) == text)
    }
}
