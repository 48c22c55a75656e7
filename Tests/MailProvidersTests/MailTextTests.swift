import Capabilities
import Testing

@testable import MailProviders

@Suite struct MailTextTests {
    private func mail(_ subject: String, body: String = "Hello\n") -> MailMessage {
        MailMessage(
            from: "muster@example.org", to: "primary-oncall@example.org", subject: subject,
            messageID: "<1@example.org>",
            date: "Mon, 05 Jan 2026 09:00:00 +0000", body: body)
    }

    private func text(_ mail: MailMessage) -> String {
        String(decoding: MailText.bytes(mail), as: UTF8.self)
    }

    @Test func theSameMailIsTheSameBytes() {
        #expect(MailText.bytes(mail("Disk full")) == MailText.bytes(mail("Disk full")))
    }

    @Test func aSubjectCannotAddAHeader() {
        let text = text(mail("x\r\nBcc: everybody@example.org"))
        #expect(!text.contains("\r\nBcc:"))
    }

    @Test func otherScriptsTravelAsEncodedWords() {
        #expect(text(mail("Ausfall läuft")).contains("Subject: =?utf-8?B?"))
    }

    @Test func everyLineIsShortAndEndsWithCRLF() {
        let long = String(repeating: "wörter ", count: 100)
        for line in text(mail(long, body: long)).split(separator: "\r\n") {
            #expect(line.utf8.count <= 78)
            #expect(!line.contains("\n"))
        }
    }

    @Test func quotedPrintableKeepsTheText() {
        #expect(MailText.quotedPrintable("a = b \nü") == "a =3D b=20\r\n=C3=BC")
    }
}
