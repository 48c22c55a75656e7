import Curl
import Foundation
import JSON
import TestServers
import Testing

@Suite(.serialized, .enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)))
struct MailDoorTests {
    private static let sender = "root@backup.example.org"
    private static let backups = "backups@muster.example.org"
    private static let help = "help@muster.example.org"

    private func refusal(_ send: () async throws -> Void) async -> String {
        do {
            try await send()
            return "accepted"
        } catch {
            return "\(error)"
        }
    }

    @Test func aMailOfASourceIsAnAlertWhichAnotherResolves() async throws {
        try await IntakeProcess.run { intake in
            for id in 1...2 {
                try await intake.mail(
                    """
                    From: Backup <root@backup.example.org>
                    Subject: Backup of db-1 failed
                    Message-ID: <\(id)@b>

                    no space
                    """, from: Self.sender, to: "BACKUPS@Muster.example.org")
            }
            #expect(
                try await intake.database.run(
                    sql:
                        "select source, format, status, severity, title, count, outcome, labels->>'sender' from core.alert"
                )
                    == [
                        "backups|mail|open|critical|Backup of db-1 failed|2|incident|root@backup.example.org"
                    ], "a new Message-ID is no new alert, and the words of the source are read")
            // The same mail again, as after a lost answer.
            try await intake.mail(
                """
                From: Backup <root@backup.example.org>
                Subject: Backup of db-1 failed
                Message-ID: <2@b>

                no space
                """, from: Self.sender, to: Self.backups)
            #expect(try await intake.database.run(sql: "select count from core.alert") == ["2"])
            try await intake.mail("Subject: Backup of db-1 succeeded\n\nfine", from: Self.sender, to: Self.backups)
            #expect(try await intake.database.run(sql: "select status, count from core.alert") == ["resolved|2"])
        }
    }

    /// Whoever says "I have it" at the monitor wakes nobody here.
    @Test func newsOfAnAlertOpensNothing() async throws {
        try await IntakeProcess.run { intake in
            func mail(_ subject: String) async throws {
                try await intake.mail("Subject: \(subject)\n\nI have it", from: Self.sender, to: Self.backups)
            }
            func alerts() async throws -> [String] {
                try await intake.database.run(sql: "select status, title, count from core.alert")
            }
            try await mail("** ACKNOWLEDGEMENT Service Alert: db-1/disk is CRITICAL **")
            #expect(try await alerts() == [])
            try await mail("** PROBLEM Service Alert: db-1/disk is CRITICAL **")
            try await mail("** DOWNTIMESTART Service Alert: db-1/disk is CRITICAL **")
            #expect(try await alerts() == ["open|** PROBLEM Service Alert: db-1/disk is CRITICAL **|1"])
            try await mail("** ACKNOWLEDGEMENT Service Alert: db-1/disk is CRITICAL **")
            #expect(try await alerts() == ["acknowledged|** PROBLEM Service Alert: db-1/disk is CRITICAL **|1"])
            #expect(try await intake.database.run(sql: "select count(*) from core.alert_note") == ["2"])
            #expect(
                try await intake.database.run(
                    sql: "select count(*) from core.timeline where text like '%ACKNOWLEDGEMENT%I have it'") == ["1"])
            try await mail("** RECOVERY Service Alert: db-1/disk is OK **")
            #expect(try await alerts() == ["resolved|** PROBLEM Service Alert: db-1/disk is CRITICAL **|1"])
        }
    }

    @Test func whatIsNotForUsIsRefusedBeforeItIsSent() async throws {
        try await IntakeProcess.run { intake in
            let cases: [(from: String, to: String, answer: String)] = [
                (Self.sender, "somebody@example.com", "550"), (Self.sender, "root@muster.example.org", "550"),
                ("root@elsewhere.example.org", Self.backups, "550"), ("stranger@example.com", Self.help, "550"),
            ]
            for (from, to, answer) in cases {
                let heard = await refusal { try await intake.mail("Subject: s\n\nt", from: from, to: to) }
                #expect(heard.contains(answer), "\(from) \(to): \(heard)")
            }
            let stored = try await intake.database.run(
                sql: "select (select count(*) from core.alert), (select count(*) from core.incident)")
            #expect(stored == ["0|0"])
        }
    }

    @Test func aMailOfAPersonOpensAnIncidentAndItsAnswersAddToIt() async throws {
        try await IntakeProcess.run { intake in
            let report = """
                From: =?utf-8?q?First?= <First@example.org>
                Subject: Re: Checkout is =?utf-8?q?langsam_=C3=BCberall?=
                Message-ID: <one@example.org>
                Content-Type: text/plain; charset=utf-8

                Nobody can pay.
                """
            for _ in 1...2 { try await intake.mail(report, from: "first@example.org", to: Self.help) }
            #expect(
                try await intake.database.run(
                    sql: """
                        select name, title, description, type, source, reporter_email, commander_email is not null
                        from core.incident_overview
                        """) == [
                        "INC-1|Checkout is langsam überall|Nobody can pay.|outage|report|first@example.org|t"
                    ], "the same mail twice is one")
            try await intake.mail(
                "Subject: Re: Checkout\nMessage-ID: <two@partner.example.net>\nReferences: <one@example.org> <x@y>\n\nHere too.\n\nA wrote:\n> Nobody",
                from: "ann@partner.example.net", to: Self.help)
            try await intake.mail(
                "Subject: AW: [INC-1] Reported: Checkout\nMessage-ID: <three@example.org>\n\nAnd here.",
                from: "second@example.org", to: Self.help)
            #expect(
                try await intake.database.run(
                    sql: "select actor, text from core.timeline where kind = 'note' order by id") == [
                        "ann@partner.example.net|By mail: Here too.", "second@example.org|By mail: And here.",
                    ])
            #expect(try await intake.database.run(sql: "select count(*) from core.incident") == ["1"])
            #expect(
                try await intake.database.run(
                    sql: "select type, count(*) from intake.outbox where type like 'muster.incident.%' group by 1")
                    == ["muster.incident.opened.v1|1"])
            try await intake.database.run(sql: "update core.incident set status = 'closed', closed_at = now()")
            try await intake.mail(
                "Subject: Re: Checkout\nMessage-ID: <four@example.org>\nIn-Reply-To: <one@example.org>\n\nIt is back.",
                from: "first@example.org", to: Self.help)
            #expect(try await intake.database.run(sql: "select count(*) from core.incident") == ["2"])
        }
    }

    @Test func machinesReportNothing() async throws {
        try await IntakeProcess.run { intake in
            let absence = await refusal {
                try await intake.mail(
                    "Auto-Submitted: auto-replied\nSubject: Away\n\nI am away.", from: "first@example.org",
                    to: Self.help)
            }
            #expect(absence.contains("550"), "\(absence)")
            let bounce = try await talk(intake, "MAIL FROM:<>", "RCPT TO:<\(Self.help)>", "QUIT")
            #expect(bounce.suffix(3).map { $0.prefix(3) } == ["250", "550", "221"])
            let own = await refusal {
                try await intake.mail("From: \(Self.help)\nSubject: s\n\nt", from: "first@example.org", to: Self.help)
            }
            #expect(own.contains("550"), "\(own)")
            #expect(try await intake.database.run(sql: "select count(*) from core.incident") == ["0"])
        }
    }

    @Test func nameThatAnybodyCanGuessOpensNoRestrictedIncident() async throws {
        try await IntakeProcess.run { intake in
            _ = try await intake.post("/api/v1/incidents", ["title": "Leak", "description": "", "type": "breach"])
            try await intake.mail("Subject: [INC-1] hello\n\nt", from: "first@example.org", to: Self.help)
            #expect(try await intake.database.run(sql: "select count(*) from core.incident") == ["2"])
            try await intake.mail("Subject: [INC-1] hello\n\nt", from: "second@example.org", to: Self.help)
            #expect(
                try await intake.database.run(sql: "select actor from core.timeline where kind = 'note'")
                    == ["second@example.org"], "its commander is in it")
        }
    }

    @Test func nothingIsAcceptedThatCannotBeStored() async throws {
        try await IntakeProcess.run { intake in
            try await intake.database.run(sql: "alter table core.alert rename to away")
            let late = await refusal { try await intake.mail("Subject: s\n\nt", from: Self.sender, to: Self.backups) }
            #expect(late.contains("451"), "\(late)")
            try await intake.database.run(sql: "alter table core.away rename to alert")
            try await intake.mail("Subject: s\n\nt", from: Self.sender, to: Self.backups)
            #expect(try await intake.database.run(sql: "select count(*) from core.alert") == ["1"])
            // What says nothing is kept for somebody to see.
            try await intake.mail("X: y\n\n", from: Self.sender, to: Self.backups)
            #expect(
                try await intake.database.run(sql: "select source, format from core.refused_body") == ["backups|mail"])
        }
    }

    @Test func whoReportsTooMuchAtOnceIsPutOff() async throws {
        try await IntakeProcess.run { intake in
            var answers: [String] = []
            for number in 1...12 {
                answers.append(
                    await refusal {
                        try await intake.mail(
                            "Subject: \(number)\nMessage-ID: <\(number)@x>\n\nt", from: "first@example.org",
                            to: Self.help)
                    })
            }
            #expect(Array(answers.prefix(10)) == Array(repeating: "accepted", count: 10))
            #expect(answers.last?.contains("451") == true)
        }
    }

    /// The library that most scripts send their mails with.
    @Test(.enabled(if: Self.python != nil, "needs python3"))
    func smtplibIsUnderstood() async throws {
        let python = try #require(Self.python)
        try await IntakeProcess.run { intake in
            let script = """
                import smtplib, sys
                from email.message import EmailMessage
                with smtplib.SMTP('127.0.0.1', int(sys.argv[1])) as smtp:
                    mail = EmailMessage()
                    mail['From'] = 'Cron <root@backup.example.org>'
                    mail['Subject'] = 'Störung auf db-1'
                    mail.set_content('Zeile 1\\n.\\n..zwei ü\\n')
                    mail.add_alternative('<p>rich</p>', subtype='html')
                    mail.add_attachment(b'x' * 200000, maintype='application', subtype='octet-stream', filename='log')
                    print(smtp.send_message(mail, 'root@backup.example.org', ['backups@muster.example.org', 'x@y.example']))
                """
            let result = try await TestProgram(
                python, ["-c", script, "\(intake.mailPort)"],
                environment: ["PATH": "/usr/bin:/bin", "PYTHONIOENCODING": "utf-8"]
            ).run()
            #expect(result.status == 0, "\(result.errors)")
            #expect(result.output.contains("550"), "who is not here is said for each: \(result.output)")
            #expect(
                try await intake.database.run(sql: "select title, replace(description, chr(10), '/') from core.alert")
                    == ["Störung auf db-1|Zeile 1/./..zwei ü"])
        }
    }

    private static var python: String? {
        ["/usr/bin/python3", "/root/.pyenv/shims/python3"].first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    /// Says lines after the greeting and EHLO, and returns the last line of each reply.
    private func talk(_ intake: IntakeProcess, _ lines: String...) async throws -> [String] {
        let script = """
            exec 3<>/dev/tcp/127.0.0.1/\(intake.mailPort)
            hear() { while IFS= read -r line <&3; do [[ ${line:3:1} == - ]] || { echo "$line"; return; }; done; }
            hear; printf 'EHLO test\\r\\n' >&3; hear
            for line in "$@"; do printf '%s\\r\\n' "$line" >&3; hear; done
            """
        let result = try await TestProgram("/bin/bash", ["-c", script, "talk"] + lines).run()
        return result.output.split(whereSeparator: \.isNewline).map(String.init)
    }
}
