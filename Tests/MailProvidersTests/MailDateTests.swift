import FoundationEssentials
import Testing

@testable import MailProviders

@Suite struct MailDateTests {
    @Test(arguments: [
        (0.0, "Thu, 01 Jan 1970 00:00:00 +0000"), (951_782_400.0, "Tue, 29 Feb 2000 00:00:00 +0000"),
        (1_767_603_600.0, "Mon, 05 Jan 2026 09:00:00 +0000"), (4_102_444_799.0, "Thu, 31 Dec 2099 23:59:59 +0000"),
    ]) func writesDates(_ seconds: Double, _ expected: String) {
        #expect(MailDate.format(Date(timeIntervalSince1970: seconds)) == expected)
    }
}
