import Testing

@testable import MIME

@Suite struct ReceivedMailTests {
    private func mail(_ lines: String...) -> ReceivedMail {
        ReceivedMail(Array(lines.joined(separator: "\r\n").utf8))
    }

    @Test func aPlainMailIsReadAsItIs() {
        let mail = mail(
            "From: \"Ann (on call)\" <Ann@Example.org> (at work)", "Subject: Disk", " full", "Message-ID: <1@x>",
            "In-Reply-To: <b@x>", "References: <a@x>", " <b@x>", "", "It is", "full.", "")
        #expect(mail.from == MailAddress("\"Ann (on call)\" <Ann@Example.org>"))
        #expect(mail.from?.name == "Ann (on call)")
        #expect(mail.from?.address == "Ann@Example.org")
        #expect(mail.subject == "Disk full")
        #expect(mail.messageID == "<1@x>")
        #expect(mail.answersTo == ["<b@x>", "<a@x>"])
        #expect(mail.text == "It is\nfull.")
        #expect(!mail.isAutomatic)
    }

    @Test(arguments: [
        ("=?utf-8?q?St=C3=B6rung?=", "Störung"), ("=?UTF-8?B?U3TDtnJ1bmc=?=", "Störung"),
        ("=?iso-8859-1?q?St=F6rung?=", "Störung"), ("=?windows-1252?q?=80_5?=", "€ 5"),
        ("a =?utf-8?q?b?= c", "a b c"),
        // White space between two words is of the transfer (RFC 2047, section 6.2).
        ("=?utf-8?q?St=C3=B6?=  =?utf-8?q?rung?=", "Störung"),
        // Some cut within a character.
        ("=?utf-8?q?St=C3?= =?utf-8?q?=B6rung?=", "Störung"),
        ("=?utf-8*de?q?a?=", "a"), ("=?utf-8?x?a?=", "=?utf-8?x?a?="), ("2 =?= 2", "2 =?= 2"),
        ("=?utf-8?q?a=0D=0ABcc:_x?=", "a  Bcc: x"), ("Störung", "Störung"),
    ])
    func wordsOfAHeaderAreReadWhateverTheyAreWrittenIn(_ written: String, _ read: String) {
        #expect(mail("Subject: \(written)", "", "").subject == read)
    }

    @Test(arguments: [
        ("text/plain; charset=utf-8", "quoted-printable", "St=C3=B6=\r\nrung =3D  \r\nb", "Störung =\nb"),
        ("text/plain; charset=iso-8859-1", "quoted-printable", "St=F6rung", "Störung"),
        ("text/plain; charset=\"US-ASCII\"", "7bit", "plain", "plain"),
        ("text/plain; charset=utf-8", "base64", "U3TDtnJ1\r\nbmc=\r\n", "Störung"),
        ("text/plain; charset=klingon", "8bit", "Störung", "Störung"), ("", "", "x=3D", "x=3D"),
        ("text/html", "7bit", "<p>a&amp;b<br>c<style>d{}</STYLE>&#8364;</p>", "a&b\nc€"),
        ("image/png", "base64", "AAAA", ""), ("text/plain", "quoted-printable", "a=00b", "ab"),
    ])
    func aBodyIsReadAsItSaysItIsWritten(_ type: String, _ encoding: String, _ body: String, _ text: String) {
        let mail = mail("Content-Type: \(type)", "Content-Transfer-Encoding: \(encoding)", "", body)
        #expect(mail.text == text)
    }

    @Test func bytesThatAreNoUTF8AreReadAsWestern() {
        let mail = ReceivedMail(
            Array("Subject: St".utf8) + [0xF6] + Array("rung\r\n\r\nz".utf8) + [0xFC] + Array("gig".utf8))
        #expect(mail.subject == "Störung")
        #expect(mail.text == "zügig")
    }

    @Test func ofSeveralFormsThePlainOneIsRead() {
        let mail = mail(
            "Content-Type: multipart/mixed; boundary=\"outer one\"", "", "preamble", "--outer one",
            "Content-Type: multipart/alternative; boundary=inner", "", "--inner", "Content-Type: text/html", "",
            "<b>rich</b>", "--inner", "Content-Type: text/plain", "", "plain", "", "--inner--", "--outer one",
            "Content-Type: text/plain", "Content-Disposition: attachment; filename=x", "", "attached",
            "--outer one", "", "more", "--outer one--", "epilogue")
        #expect(mail.text == "plain\n\n\nmore")
    }

    @Test func aFormWithNothingInItIsPassedOver() {
        let mail = mail(
            "Content-Type: multipart/alternative; boundary=b", "", "--b", "Content-Type: text/plain", "", "  ", "--b",
            "Content-Type: text/html", "", "<p>rich</p>", "--b--")
        #expect(mail.text == "rich")
    }

    @Test func aMailThatIsCutIsReadAsFarAsItGoes() {
        #expect(mail("Content-Type: multipart/mixed; boundary=b", "", "--b", "", "half").text == "half")
        #expect(mail("no header at all").text == "no header at all")
        #expect(ReceivedMail([]).text == "")
        #expect(mail("Subject: only").subject == "only")
    }

    @Test func partsWithinPartsEndSomewhere() {
        var lines: [String] = []
        for depth in 0..<5000 { lines += ["Content-Type: multipart/mixed; boundary=b\(depth)", "", "--b\(depth)"] }
        #expect(ReceivedMail(Array(lines.joined(separator: "\r\n").utf8)).text == "")
    }

    @Test(arguments: [
        ("Auto-Submitted: auto-replied", true), ("Auto-Submitted: no", false), ("Precedence: bulk", true),
        ("X-Autoreply: yes", true), ("List-Id: <all.example.org>", true), ("Precedence: first-class", false),
        ("Content-Type: multipart/report; boundary=b", true),
    ])
    func whatAMachineWroteIsKnown(_ field: String, _ isAutomatic: Bool) {
        #expect(mail(field, "", "text").isAutomatic == isAutomatic)
    }

    @Test func whatIsAnsweredIsNoTextOfItsOwn() {
        let mail = mail(
            "Subject: Re: x", "", "It is worse.", "", "On Monday Muster wrote:", "> old", ">", "> old", "", "Ann")
        #expect(mail.ownText == "It is worse.\n\nAnn")
        #expect(self.mail("", "Above", "-----Original Message-----", "From: x").ownText == "Above")
    }

    @Test(
        arguments: [
            ("a@b", "a@b", nil), ("<a@b>", "a@b", nil), ("Ann <a@b>", "a@b", "Ann"),
            ("=?utf-8?q?J=C3=B6rg?= <a@b>, other <c@d>", "a@b", "Jörg"),
            ("\"<x@y>\" <a@b>", "x@y", nil), ("nobody", nil, nil),
        ] as [(String, String?, String?)])
    func anAuthorIsTheFirstAddress(_ field: String, _ address: String?, _ name: String?) {
        let read = MailAddress(field)
        #expect(read?.address == address)
        if let name { #expect(read?.name == name) }
    }
}
