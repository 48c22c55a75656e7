import Foundation
import JSON
import TestServers
import Testing

/// Somebody sets the clock of the database's machine: due times are rows, compared with its `now()`.
@Suite(.enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)))
struct ClockTests {
    private func pages(_ server: MailSink) -> [MailSink.Mail] {
        server.mails.filter { $0.bytes.contains("You are paged") }
    }

    /// How often somebody was reached about an incident.
    private func reached(_ person: String, about title: String, _ stack: Stack) async throws -> Int {
        try await stack.count(
            """
            select count(*) as n from paging.page p join core.incident i on i.id = p.incident_id
            where i.title = '\(title)' and p.person = '\(person)' and p.handed_at is not null
            """)
    }

    /// An hour back, nothing that is new waits for the clock to catch up; an hour ahead, what is due goes out, each step once.
    @Test func pagesGoOutOnceWhenTheClockMovesByAnHour() async throws {
        let server = try MailSink()
        try await TestServers.separate(hasClock: true) { servers in
            try await Stack.run(on: servers, organisation: Organisation.yaml(resources: ["ticket"], pages: true)) {
                stack in
                try await stack.start(["intake", "resource-creator", "notifier", "dead-letter-keeper"])
                try await stack.start("paging", environment: ["MUSTER_SMTP_URL": "smtp://127.0.0.1:\(server.port)"])
                let started = try await stack.count("select extract(epoch from now())::int8 as n")
                _ = try await stack.report("Before")
                try await eventually("the first is paged") {
                    try await reached("first@example.org", about: "Before", stack) == 1
                }

                try await servers.setClock(ahead: -3600)
                let behind = try await stack.count("select extract(epoch from now())::int8 as n")
                #expect(behind < started - 3000)
                _ = try await stack.report("Behind")
                try await eventually("an incident is assembled and paged by a clock that is behind") {
                    let assembled = try await stack.count(
                        "select count(*) as n from core.incident where assembled_at is not null")
                    let pages = try await reached("first@example.org", about: "Behind", stack)
                    return assembled == 2 && pages == 1
                }
                #expect(
                    try await reached("owner@example.org", about: "Before", stack) == 0, "five minutes have not passed")

                try await servers.setClock(ahead: 3600)
                for title in ["Before", "Behind"] {
                    try await eventually("the next step of \(title) is taken", within: .seconds(120)) {
                        try await reached("owner@example.org", about: title, stack) >= 1
                    }
                    #expect(try await reached("first@example.org", about: title, stack) == 1, "\(title) paged again")
                }
                let name = try await stack.report("Ahead")
                try await eventually("an incident is paged by a clock that is ahead") {
                    try await reached("first@example.org", about: "Ahead", stack) == 1
                }

                // Somebody puts it right: what is due by the wrong clock is late by as much, and goes out once then.
                try await servers.setClock(ahead: 0)
                #expect(try await reached("owner@example.org", about: "Ahead", stack) == 0, "\(name)")
                try await servers.setClock(ahead: 3600 + 600)
                try await eventually("the next step of Ahead is taken", within: .seconds(120)) {
                    try await reached("owner@example.org", about: "Ahead", stack) >= 1
                }
                try await stack.expectWhole()
                let mails = pages(server)
                #expect(Set(mails.map(\.messageID)).count == mails.count, "a mail went out twice")
                let again = try await stack.count(
                    """
                    select count(*) as n from (select 1 from paging.step group by escalation_id, title, outcome
                        having count(*) > 1 and outcome = 'paged') twice
                    """)
                #expect(again == 0, "a step was taken twice")
            }
        }
    }
}
