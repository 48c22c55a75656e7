import Testing

@testable import SMTPKit

/// What is said on a connection, with answers as a test gives them.
private struct Talk {
    var session: SMTPSession
    /// Replies, and what was asked for.
    var heard: [String] = []
    var mails: [(SMTPEnvelope, String)] = []
    var refusal: SMTPReply?

    init(_ limits: SMTPLimits = SMTPLimits()) { session = SMTPSession(name: "muster.example.org", limits: limits) }

    mutating func say(_ text: String) {
        session.append(Array(text.utf8))
        while let action = session.next() { take(action) }
    }

    private mutating func take(_ action: SMTPSession.Action) {
        switch action {
        case .reply(let reply): heard.append(String(reply.code))
        case .close(let reply): heard.append("\(reply.code) end")
        case .admit: take(session.answered(refusal))
        case .store(let envelope, let bytes):
            mails.append((envelope, String(decoding: bytes, as: UTF8.self)))
            take(session.stored(.stored("kept")))
        }
    }
}

@Suite struct SMTPSessionTests {
    private static let start = "EHLO x\r\nMAIL FROM:<a@x>\r\nRCPT TO:<b@y>\r\n"

    @Test func aMailIsStoredBeforeItIsAccepted() {
        var talk = Talk()
        talk.say(Self.start + "DATA\r\n")
        #expect(talk.heard == ["250", "250", "250", "354"])
        talk.say("Subject: s\r\n\r\n..dot\r\n.x\r\n.")
        #expect(talk.mails.isEmpty)
        talk.say("\r\nQUIT\r\n")
        #expect(talk.mails.map(\.1) == ["Subject: s\r\n\r\n.dot\r\nx\r\n"])
        #expect(talk.mails.map(\.0) == [SMTPEnvelope(sender: "a@x", recipients: ["b@y"])])
        #expect(talk.heard == ["250", "250", "250", "354", "250", "221 end"])
    }

    @Test func everyCutOfTheBytesIsTheSame() {
        let text = Self.start + "DATA\r\na\r\n..\r\n.\r\nRSET\r\nMAIL FROM:<>\r\nQUIT\r\n"
        for cut in 1..<text.utf8.count {
            var talk = Talk()
            talk.say(String(text.prefix(cut)))
            talk.say(String(text.dropFirst(cut)))
            #expect(talk.heard == ["250", "250", "250", "354", "250", "250", "250", "221 end"], "\(cut)")
            #expect(talk.mails.map(\.1) == ["a\r\n.\r\n"])
        }
    }

    @Test(arguments: ["a\n.\nMAIL FROM:<evil@x>\n", "a\r.\r", "a\n.\r\n", "a\r\n.\n", "a\r\n.\r"])
    func noSecondMailHidesBehindHalfALineEnd(_ text: String) {
        var talk = Talk()
        talk.say(Self.start + "DATA\r\n" + text)
        #expect(talk.mails.isEmpty)
        #expect(talk.heard.count == 4)
        talk.say("\r\n.\r\n")
        #expect(talk.mails.count == 1)
    }

    @Test(arguments: [
        ("MAIL FROM:<a@x>\r\n", ["503"]), ("EHLO x\r\nRCPT TO:<a@x>\r\n", ["250", "503"]),
        ("EHLO x\r\nDATA\r\n", ["250", "503"]), ("EHLO x\r\nMAIL FROM:<a@x>\r\nDATA\r\n", ["250", "250", "554"]),
        ("EHLO x\r\nMAIL FROM:<a@x>\r\nMAIL FROM:<b@x>\r\n", ["250", "250", "503"]),
        ("HELO x\r\nMAIL from: <a@x> size=5 BODY=8bitmime\r\n", ["250", "250"]),
        ("HELO x\r\nMAIL FROM:<a@x> SIZE=99999999999\r\n", ["250", "552"]),
        ("HELO x\r\nMAIL FROM:<a@x> SIZE=-1\r\n", ["250", "501"]),
        ("HELO x\r\nMAIL FROM:<a@x> RET=FULL\r\n", ["250", "555"]),
        ("HELO x\r\nMAIL FROM:a@x\r\n", ["250", "501"]), ("HELO x\r\nMAIL FROM:<a>\r\n", ["250", "501"]),
        ("HELO x\r\nMAIL FROM:<a@x>\r\nRCPT TO:<>\r\n", ["250", "250", "501"]),
        ("HELO x\r\nMAIL FROM:<@r,@s:a@x>\r\n", ["250", "250"]), ("VRFY a\r\nNOOP\r\nRSET\r\n", ["252", "250", "250"]),
        ("GET / HTTP/1.1\r\n", ["500"]), ("STARTTLS\r\n", ["500"]), ("AUTH PLAIN x\r\n", ["500"]),
    ])
    func whatIsOutOfOrderIsSaid(_ text: String, _ replies: [String]) {
        var talk = Talk()
        talk.say(text)
        #expect(talk.heard == replies)
    }

    @Test func aRefusedRecipientGetsNoMail() {
        var talk = Talk()
        talk.refusal = SMTPReply(550, "5.1.1", "nobody")
        talk.say(Self.start + "DATA\r\n")
        #expect(talk.heard == ["250", "250", "550", "554"])
        talk.refusal = .unavailable
        talk.say("RCPT TO:<b@y>\r\n")
        #expect(talk.heard.last == "451")
        talk.refusal = nil
        talk.say("RCPT TO:<c@y>\r\nRCPT TO:<c@y>\r\nDATA\r\nx\r\n.\r\n")
        #expect(talk.mails.first?.0.recipients == ["c@y"])
    }

    @Test func whatIsTooMuchIsRefused() {
        var limits = SMTPLimits()
        limits.message = 100
        limits.recipients = 2
        var talk = Talk(limits)
        talk.say(Self.start + "RCPT TO:<c@y>\r\nRCPT TO:<d@y>\r\nDATA\r\n")
        #expect(talk.heard == ["250", "250", "250", "250", "452", "354"])
        talk.say(String(repeating: "x", count: 150))
        #expect(talk.session.size < 100, "what is too large is not kept")
        talk.say("\r\n.\r\nMAIL FROM:<a@x>\r\n")
        #expect(talk.heard.suffix(2) == ["552", "250"])
        #expect(talk.mails.isEmpty)
        talk.say("RCPT TO:<b@y>\r\nDATA\r\n" + String(repeating: "x", count: 1000))
        #expect(talk.heard.last == "552 end")
        var other = Talk()
        other.say(String(repeating: "y", count: SMTPSession.lineLimit + 1))
        #expect(other.heard == ["500 end"])
        var third = Talk()
        for _ in 0...SMTPSession.faultLimit { third.say("NONSENSE\r\n") }
        #expect(third.heard.last == "421 end")
    }

    @Test func aMailWithoutRoomIsPutOff() {
        var talk = Talk()
        talk.say(Self.start + "DATA\r\nabc")
        talk.session.refuse()
        talk.say("def\r\n.\r\n")
        #expect(talk.heard.last == "452")
        #expect(talk.mails.isEmpty)
    }

    @Test func nothingOfASenderBeginsALineOfItsOwn() {
        let reply = SMTPReply(550, "5.1.1", "<a\r\n250 ok> é is nobody")
        #expect(String(decoding: reply.bytes, as: UTF8.self) == "550 5.1.1 <a??250 ok> ?? is nobody\r\n")
    }
}

@Suite struct SMTPRoomTests {
    @Test func whatIsHeldIsCountedOnceAndGivenBack() {
        var limits = SMTPLimits()
        limits.memory = 100
        limits.message = 40
        limits.connections = 1
        let room = SMTPRoom(limits)
        #expect(room.enter() && !room.enter())
        room.leave()
        #expect(room.enter())
        var held = 0
        #expect(room.hold(&held, 60))
        #expect(!room.isTight)
        #expect(room.hold(&held, 61))
        #expect(room.isTight)
        var other = 0
        #expect(!room.hold(&other, 40))
        #expect(other == 0)
        #expect(room.hold(&held, 0))
        #expect(room.hold(&other, 40))
    }
}
