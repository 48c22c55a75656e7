import Foundation
import JSON
import TestServers
import Testing

/// Paging is killed at its work: each page goes out, and as one mail.
@Suite(.enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)))
struct PageDeathTests {
    private static let organisation = Organisation.yaml(resources: ["ticket"], pages: true)
    private static let others = ["intake", "resource-creator", "notifier", "dead-letter-keeper"]

    private func pages(_ server: MailSink) -> [MailSink.Mail] {
        server.mails.filter { $0.bytes.contains("You are paged") }
    }

    private func states(_ stack: Stack) async throws -> [String] {
        try await stack.texts(
            "select p.state || ' ' || a.state as t from paging.page p join paging.attempt a on a.page_id = p.id")
    }

    /// Before its intent is written: the attempt has begun, and nobody was called.
    @Test func killedBetweenClaimAndCallItPagesOnce() async throws {
        let server = try MailSink()
        try await Stack.run(organisation: Self.organisation) { stack in
            let smtp = ["MUSTER_SMTP_URL": "smtp://127.0.0.1:\(server.port)"]
            try await stack.start(Self.others)
            let worker = try await stack.start("paging", environment: smtp)
            try await stack.holding("lock table paging.effect in exclusive mode") {
                _ = try await stack.report("Killed before it calls")
                // Whatever waits for the lock by then: old effects are deleted now and then, too.
                try await eventually("its attempt has begun") { try await states(stack) == ["due calling"] }
                try await stack.awaitLock(of: "paging")
                await worker.kill()
                try await stack.endSessions(of: "paging")
            }
            #expect(try await states(stack) == ["due calling"])
            #expect(pages(server).isEmpty)
            try await stack.start("paging", environment: smtp)
            try await stack.expectWhole()
            #expect(pages(server).count == 1)
            #expect(try await states(stack) == ["sent sent"])
        }
    }

    /// The mail server has taken the page and its answer never comes: the same mail goes out again, and no other.
    @Test func killedDuringItsCallItSendsTheSameMail() async throws {
        let server = try MailSink(muteAfterMails: 1)
        try await Stack.run(organisation: Self.organisation) { stack in
            let smtp = ["MUSTER_SMTP_URL": "smtp://127.0.0.1:\(server.port)"]
            try await stack.start(Self.others)
            let worker = try await stack.start("paging", environment: smtp)
            _ = try await stack.report("Killed while it sends")
            try await eventually("a page was taken") { !pages(server).isEmpty }
            await worker.kill()
            server.answersAgain()
            try await stack.start("paging", environment: smtp)
            try await stack.expectWhole()
            #expect(pages(server).count == 2, "mail cannot be looked for")
            #expect(Set(pages(server).map(\.messageID)).count == 1)
            #expect(Set(pages(server).map(\.bytes)).count == 1)
            #expect(try await states(stack) == ["sent sent"])
        }
    }

    /// It waits for a lock inside of its transaction.
    @Test func killedInItsTransactionItTakesTheStepOnce() async throws {
        try await Stack.run(organisation: Self.organisation) { stack in
            try await stack.start(Self.others)
            let worker = try await stack.start("paging")
            try await stack.holding("lock table paging.step in exclusive mode") {
                for number in 0..<3 { _ = try await stack.report("Killed in a transaction \(number)") }
                try await stack.awaitLock(of: "paging")
                await worker.kill()
                try await stack.endSessions(of: "paging")
            }
            try await stack.start(["paging", "paging"])
            try await stack.expectWhole()
            #expect(try await stack.count("select count(*) as n from paging.step") == 3)
            let ledger = try await stack.musterJSON(["doctor", "--ledger"])
            #expect(ledger["pages"]?["handed"] == 3 && ledger["pages"]?["missing"] == [], "\(ledger)")
            #expect(try await stack.count("select count(*) as n from paging.page where state = 'sent'") == 3)
        }
    }

    /// The whole way of a page: on call, by mail, and taken in a browser without a key.
    @Test func whoIsPagedTakesItFromTheMail() async throws {
        let server = try MailSink()
        try await Stack.run(organisation: Self.organisation) { stack in
            try await stack.start(Self.others)
            try await stack.start(
                "paging",
                environment: [
                    "MUSTER_SMTP_URL": "smtp://127.0.0.1:\(server.port)",
                    "MUSTER_PUBLIC_URL": try #require(stack.intakeURL),
                ])
            let name = try await stack.report("Payments are refused")
            try await eventually("the page is there") { !pages(server).isEmpty }
            let body = try #require(pages(server).first?.bytes).replacing("=\r\n", with: "").replacing("=\n", with: "")
            let link = try #require(body.firstMatch(of: /Take it: (http[^\s]+)/)?.output.1)
            #expect(try await stack.reply("GET", String(link))?.text.contains("I take it") == true)
            #expect(try await stack.texts("select state as t from paging.escalation") == ["open"])
            #expect(try await stack.reply("POST", String(link))?.text.contains("\(name) is yours") == true)
            #expect(
                try await stack.texts("select state || ' ' || decided_by as t from paging.escalation")
                    == ["acknowledged first@example.org"])
            try await eventually("no step is due any more") {
                try await stack.count("select count(*) as n from paging.timer where key like 'escalation/%'") == 0
            }
            try await stack.expectWhole()
            #expect(pages(server).map(\.recipient) == ["<first@example.org>"])
        }
    }
}
