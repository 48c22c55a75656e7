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

    /// What browsers' forms and Windows send; `=0D=0A` was read as part of the line.
    @Test(arguments: ["a\r\nb\r\n", "a\nb\n", "a\rb\r"])
    func lineEndsOfAnyKindAreLineEnds(_ text: String) {
        #expect(MailText.quotedPrintable(text) == "a\r\nb\r\n")
    }

    /// However long a Message-ID is: an encoded word in its place is an unknown one (RFC 2047, section 5).
    @Test func aThreadIsNamedAsItIs() {
        let first = "<0196f0a0-0000-7000-8000-000000000001@a-rather-long-name-of-a-host.example.org>"
        let second = "<2@example.org>"
        var mail = mail("Disk full")
        mail.headers = [
            "In-Reply-To": first, "References": "\(first) \(second)", "X-Other": "<\r\nBcc: a@example.org>",
        ]
        let lines = text(mail).split(separator: "\r\n").map(String.init)
        #expect(lines.contains("In-Reply-To: \(first)"))
        #expect(lines.contains("References: \(first)") && lines.contains(" \(second)"))
        #expect(!lines.contains { $0.hasPrefix("Bcc:") })
    }

    @Test func quotedPrintableKeepsTheText() {
        #expect(MailText.quotedPrintable("a = b \nü") == "a =3D b=20\r\n=C3=BC")
    }
}
