import Foundation
import JSON
import TestServers
import Testing

/// A worker is killed while it works: what it had begun is done once.
@Suite(.enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)))
struct WorkerDeathTests {
    /// The vendor holds the call that makes the ticket (and has made it, or not) while the worker is killed.
    @Test(arguments: [(action: "hang", made: 0), (action: "mute", made: 1)])
    func anEffectHandlerKilledDuringItsCallMakesOneTicket(action: String, made: Int) async throws {
        let vendor = try Vendor()
        let system = vendor.system("tracker", "ticketing", timeout: 10_000)
        try await Stack.run(organisation: Organisation.yaml([system])) { stack in
            try await vendor.fail(["operation": "ticket.create", "action": .string(action), "times": 1])
            let worker = try await stack.start("resource-creator")
            try await stack.start(["intake", "notifier", "dead-letter-keeper"])
            _ = try await stack.report("Killed during a call that \(action)s")
            try await vendor.awaitCalls(1, of: "ticket.create")
            await worker.kill()
            #expect(try await vendor.objects("ticket").count == made)
            try await stack.start("resource-creator")
            try await stack.awaitAssembled(1)
            #expect(try await vendor.objects("ticket").count == 1)
            #expect(try await vendor.calls("ticket.find").count >= 1)
            #expect(try await vendor.calls("ticket.create").count == 2 - made)
            try await stack.expectWhole()
        }
    }

    /// The notifier waits for a lock inside of its transaction.
    @Test func aDatabaseHandlerKilledInItsTransactionPlansEachNoticeOnce() async throws {
        try await Stack.run { stack in
            try await stack.start(["intake", "resource-creator", "dead-letter-keeper"])
            let worker = try await stack.start("notifier")
            try await stack.holding("lock table notifier.notice in exclusive mode") {
                for number in 0..<5 { _ = try await stack.report("Killed in a transaction \(number)") }
                try await stack.awaitLock(of: "notifier")
                await worker.kill()
                try await stack.endSessions(of: "notifier")
            }
            #expect(try await stack.count("select count(*) as n from notifier.notice") == 0)
            try await stack.start("notifier")
            try await stack.awaitAssembled(5)
            try await stack.expectWhole()
            #expect(
                try await stack.count("select count(*) as n from notifier.notice where kind = 'announcement'") == 10)
            try stack.expectEveryMailOnce(announcements: 5)
        }
    }

    /// The mail server has taken the mail and its answer never comes: the same mail goes out again, and no other.
    @Test func aNotifierKilledAfterTheMailWasTakenSendsTheSameMail() async throws {
        let server = try MailSink(muteAfterMails: 1)
        try await Stack.run(organisation: Organisation.yaml(resources: ["ticket"])) { stack in
            let smtp = ["MUSTER_SMTP_URL": "smtp://127.0.0.1:\(server.port)"]
            try await stack.start(["intake", "resource-creator", "dead-letter-keeper"])
            let worker = try await stack.start("notifier", environment: smtp)
            _ = try await stack.report("Killed while it sends")
            try await eventually("a mail was taken") { !server.mails.isEmpty }
            await worker.kill()
            server.answersAgain()
            try await stack.start("notifier", environment: smtp)
            try await stack.expectWhole()
            let notices = try await stack.count("select count(*) as n from notifier.notice where channel = 'mail'")
            let mails = server.mails
            #expect(Set(mails.map(\.messageID)).count == notices, "as many mails as notices")
            #expect(Set(mails.map(\.bytes)).count == notices, "a repeated mail is the same to the last byte")
            #expect(mails.count > notices, "one was repeated: mail cannot be looked for")
        }
    }
}

extension WorkerDeathTests {
    /// Behind the final dot nobody knows whether the mail was taken (Exim throws it away, Postfix delivers it): it goes again as
    /// the same mail, and counts as sent when the server says 250.
    @Test func aMailWhoseServerIsLostBehindTheDotGoesAgainAsItWas() async throws {
        let server = try MailSink(muteAfterMails: 1, drops: true)
        try await Stack.run(organisation: Organisation.yaml(resources: ["ticket"])) { stack in
            let smtp = ["MUSTER_SMTP_URL": "smtp://127.0.0.1:\(server.port)"]
            try await stack.start(["intake", "resource-creator", "dead-letter-keeper"])
            try await stack.start("notifier", environment: smtp)
            _ = try await stack.report("Lost behind the dot")
            try await eventually("a mail was taken, and nobody said so") { !server.mails.isEmpty }
            let sent = "select count(*) as n from notifier.notice where channel = 'mail' and sent_at is not null"
            #expect(try await stack.count(sent) == 0)
            server.answersAgain()
            try await stack.expectWhole()
            let notices = try await stack.count("select count(*) as n from notifier.notice where channel = 'mail'")
            #expect(Set(server.mails.map(\.messageID)).count == notices, "as many mails as notices")
            #expect(Set(server.mails.map(\.bytes)).count == notices, "also the Date is the same")
            #expect(server.mails.count > notices)
        }
    }
}

extension Stack {
    /// Every mail is one notice's: two Message-IDs for one notice would be two mails.
    func expectEveryMailOnce(
        announcements: Int, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let mails = try writtenMail()
        #expect(Set(mails.map(\.messageID)).count == mails.count, sourceLocation: sourceLocation)
        let told = Dictionary(grouping: mails) { "\($0.recipient) \($0.subject)" }
        #expect(told.filter { $0.value.count > 1 }.isEmpty, sourceLocation: sourceLocation)
        #expect(try self.announcements().count == announcements, sourceLocation: sourceLocation)
    }
}
