import Incident
import JSON
import MIME
import Organisation
import Testing

@testable import AlertDesk

/// Mails of monitors as they really come: what stands in their text, and what is said of an alert that is there.
@Suite struct MonitorMailsTests {
    private func parse(_ subject: String, _ text: String = "body", _ fields: String = "") throws -> ParsedAlerts {
        try MailAlerts.parse(
            ReceivedMail(Array("From: a@x\r\nSubject: \(subject)\r\n\(fields)\r\n\(text)".utf8)))
    }

    private func alert(_ subject: String, _ text: String = "body", _ fields: String = "") throws -> NormalisedAlert {
        try #require(parse(subject, text, fields).alerts.first)
    }

    /// The text that Zabbix 6.0 installs.
    private func text(_ host: String, _ problem: Int?) -> String {
        let id = problem.map { "\r\nOriginal problem ID: \($0)" } ?? ""
        return "Problem name: Disk is full\r\nHost: \(host)\r\nSeverity: Average\r\nOperational data: 1\(id)\r\n"
    }

    @Test func aProblemOfZabbixOnTwoHostsIsTwo() throws {
        let subject = "Problem: Disk is full"
        #expect(try alert(subject, text("db-1", nil)).dedupKey != alert(subject, text("db-2", nil)).dedupKey)
        let first = try alert(subject, text("db-1", 815))
        #expect(try alert(subject, text("db-2", 816)).dedupKey != first.dedupKey)
        #expect(first.labels["host"] == "db-1")
        #expect(first.labels["problem"] == "815")
        #expect(first.labels["subject"] == "Disk is full")
        #expect(first.severity == .warning)
        #expect(first.severityWord == "Average")
    }

    /// mon 1.3.6: hosts and times stand behind the colon.
    @Test func serviceOfMonIsOneUntilItIsUp() throws {
        let first = try alert("ALERT web/http: db-1 (Wed Nov 18 11:06:40)")
        let again = try alert("ALERT web/http: db-1 db-2 (Wed Nov 18 11:16:40)")
        let end = try alert("UPALERT web/http: db-1 db-2 (Wed Nov 18 11:26:40)")
        #expect(again.dedupKey == first.dedupKey && end.dedupKey == first.dedupKey)
        #expect(first.action == .open && again.action == .open && end.action == .resolve)
        #expect(try alert("ALERT web/ping: db-1 (Wed Nov 18 11:06:40)").dedupKey != first.dedupKey)
        #expect(try alert("ALERT the disk is full: db-1").action == .open)
    }

    @Test(arguments: [nil, 815])
    func aRecoveryOfZabbixEndsTheProblemOfItsHost(_ problem: Int?) throws {
        let first = try alert("Problem: Disk is full", text("db-1", problem))
        for subject in ["Resolved in 5m 2s: Disk is full", "Resolved: Disk is full"] {
            let last = try alert(subject, text("db-1", problem))
            #expect(last.action == .resolve)
            #expect(last.dedupKey == first.dedupKey)
            #expect(try alert(subject, text("db-2", problem.map { $0 + 1 })).dedupKey != first.dedupKey)
        }
    }

    /// The end of one problem may come after the next has begun; both belong to one incident.
    @Test func whatComesBackOnAHostIsAnotherProblemOfOneGroup() throws {
        func thread(_ problem: Int) -> String { "In-Reply-To: <\(problem).5f0c.1.9a@zabbix.com>\r\n" }
        let first = try alert("Problem: Disk is full", text("db-1", 815), thread(815))
        let second = try alert("Problem: Disk is full", text("db-1", 816), thread(816))
        #expect(first.dedupKey != second.dedupKey)
        #expect(first.groupKey == second.groupKey)
        #expect(try alert("Problem: Disk is full", text("db-2", 817), thread(817)).groupKey != first.groupKey)
    }

    /// The text of an update names neither host nor problem: its thread does.
    @Test(arguments: ["Updated problem in 3m: Disk is full", "Updated problem: Disk is full"])
    func anUpdateOfZabbixIsNewsOfItsProblem(_ subject: String) throws {
        let news = try parse(
            subject, "Ana acknowledged problem at 10:00.\r\nmine\r\n", "In-Reply-To: <815.5f0c.1.9a@zabbix.com>\r\n")
        #expect(news.alerts.isEmpty)
        #expect(try news.changes.map(\.dedupKey) == [alert("Problem: Disk is full", text("db-1", 815)).dedupKey])
        #expect(
            news.changes.map(\.kind) == [.note("\(subject)\nAna acknowledged problem at 10:00.\nmine", by: "a@x")])
        #expect(try parse(subject).changes.map(\.dedupKey) == [alert("Problem: Disk is full").dedupKey])
    }

    @Test(arguments: [
        (
            "** ACKNOWLEDGEMENT Service Alert: db-1/disk is CRITICAL **",
            "** PROBLEM Service Alert: db-1/disk is CRITICAL **"
        ),
        ("[ACKNOWLEDGEMENT] disk on db-1 is CRITICAL!", "[PROBLEM] disk on db-1 is WARNING!"),
        ("Check_MK: db-1/disk Acknowledged (CRIT)", "Check_MK: db-1/disk OK -> CRIT"),
    ])
    func anAcknowledgementAcknowledges(_ subject: String, _ problem: String) throws {
        let news = try parse(subject)
        #expect(news.alerts.isEmpty)
        #expect(news.changes.map(\.kind) == [.acknowledged, .note("\(subject)\nbody", by: "a@x")])
        let key = try alert(problem).dedupKey
        #expect(news.changes.map(\.dedupKey) == [key, key])
    }

    @Test(arguments: [
        "DOWNTIMESTART", "DOWNTIMEEND", "DOWNTIMECANCELLED", "DOWNTIMEREMOVED", "FLAPPINGSTART", "FLAPPINGSTOP",
        "FLAPPINGEND", "FLAPPINGDISABLED", "CUSTOM",
    ])
    func whatElseNagiosAndIcingaSayIsNews(_ kind: String) throws {
        let pairs = [
            ("** \(kind) Service Alert: db-1/disk is OK **", "** PROBLEM Service Alert: db-1/disk is CRITICAL **"),
            ("[\(kind)] db-1 is DOWN!", "[PROBLEM] db-1 is DOWN!"),
        ]
        for (subject, problem) in pairs {
            let news = try parse(subject)
            #expect(news.alerts.isEmpty)
            #expect(news.changes.map(\.kind) == [.note("\(subject)\nbody", by: "a@x")])
            #expect(try news.changes.map(\.dedupKey) == [alert(problem).dedupKey])
        }
    }

    /// Whoever gives Monit another form of subject is known by the field that it writes.
    @Test func theEventsOfMonitStandAnywhere() throws {
        let fields = "X-Mailer: Monit 5.33.0\r\n"
        let first = try alert("flag: Does not exist", fields: fields)
        let last = try alert("flag: Exists", fields: fields)
        #expect(first.action == .open)
        #expect(last.action == .resolve)
        #expect(first.dedupKey == last.dedupKey)
        #expect(try alert("flag: Exists").action == .open, "a word of everyday, when Monit did not write it")
    }

    /// As 1.37.1 writes them. The thread is one for each alarm, and its second name hangs on the first by a mistake of netdata's.
    private func netdata(_ state: String, _ chart: String = "disk_space._data") -> String {
        """
        In-Reply-To: <\(chart)-disk_space_usage@db-1>\\r\\nReferences: <\(chart)-disk_space_usage@db-1>\r
        X-Netdata-Severity: \(state)\r
        X-Netdata-Alert-Name: disk_space_usage\r
        X-Netdata-Chart: \(chart)\r
        X-Netdata-Host: db-1\r

        """
    }

    @Test func anAlarmOfNetdataIsOneWhateverItsValue() throws {
        let first = try alert("Warning, disk_space_usage = 91.2%, on db-1", fields: netdata("warning"))
        let worse = try alert("Critical, disk_space_usage = 98.1%, on db-1", fields: netdata("critical"))
        let last = try alert("Clear, disk_space_usage (was critical for 5 minutes), on db-1", fields: netdata("clear"))
        #expect([first, worse, last].map(\.dedupKey) == Array(repeating: first.dedupKey, count: 3))
        #expect([first, worse, last].map(\.action) == [.open, .open, .resolve])
        #expect([first, worse].map(\.severity) == [.warning, .critical])
        #expect(first.labels["host"] == "db-1")
        #expect(first.labels["subject"] == "disk_space_usage (disk_space._data) on db-1")
        #expect(first.groupKey == last.groupKey)
        let logs = try alert(
            "Critical, disk_space_usage = 98.1%, on db-1", fields: netdata("critical", "disk_space._logs"))
        #expect(logs.dedupKey != first.dedupKey)
        #expect(logs.groupKey != first.groupKey)
    }

    private func alert(_ subject: String, fields: String) throws -> NormalisedAlert {
        try alert(subject, "body", fields)
    }

    @Test func theStateAfterTheArrowSaysHowBadItIs() throws {
        #expect(try alert("Check_MK: db-1/disk WARN -> CRIT").severity == .critical)
        #expect(try alert("Check_MK: db-1/disk CRIT -> WARN").severity == .warning)
        #expect(try alert("Check_MK: db-1 - UP -> DOWN").severity == .error)
    }

    /// A source that makes its keys itself makes those of news alike.
    @Test func newsFollowTheKeysOfTheirSource() throws {
        var organisation = OrganisationConfiguration()
        organisation.sources = [
            try AlertSource(JSONReader(["name": "nagios", "dedup_key": "{{labels.host}} {{labels.subject}}"]))
        ]
        func key(_ subject: String) throws -> [String] {
            let submission = AlertSubmission(source: "nagios", alerts: try parse(subject, "Host: db-1"))
            let read = submission.read(by: organisation).alerts
            return read.alerts.map(\.dedupKey) + read.changes.map(\.dedupKey)
        }
        #expect(try key("[PROBLEM] disk is CRITICAL!") == ["db-1 disk is"])
        #expect(try key("[CUSTOM] disk is CRITICAL!") == ["db-1 disk is"])
    }
}
