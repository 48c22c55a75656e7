import Testing

@testable import Curl

@Suite struct MailMessageTests {
    @Test(arguments: [
        ("a\nb", "a\r\nb"), ("a\r\nb", "a\r\nb"), ("a\rb", "a\r\nb"), ("a\n\nb\n", "a\r\n\r\nb\r\n"),
        ("a\r\r\nb", "a\r\n\r\nb"),
        ("\n.\n", "\r\n.\r\n"), ("", ""),
    ])
    func lineEndsBecomeCRLF(content: String, sent: String) {
        let mail = MailMessage(from: "a@example.org", to: ["b@example.org"], content: Array(content.utf8))
        #expect(String(decoding: mail.normalisedContent, as: UTF8.self) == sent)
    }
}
