import Incident
import MIME
import Testing

@testable import AlertDesk

@Suite struct MailAlertsTests {
    private func alert(_ subject: String, _ fields: String = "", sender: String? = "a@x") throws -> NormalisedAlert {
        let parsed = try MailAlerts.parse(
            ReceivedMail(Array("Subject: \(subject)\r\n\(fields)\r\nbody".utf8)), sender: sender)
        return try #require(parsed.alerts.first)
    }

    /// What real senders write when something begins, and when it is over.
    @Test(arguments: [
        ("[FIRING:1] DiskFull db-1 (node)", "[RESOLVED] DiskFull db-1 (node)"),
        ("[FIRING:3] DiskFull", "[RESOLVED:2] DiskFull"), ("Backup of db-1 failed", "Backup of db-1 succeeded"),
        ("** PROBLEM Service Alert: db-1/disk is CRITICAL **", "** RECOVERY Service Alert: db-1/disk is OK **"),
        ("monit alert --  Connection failed shop", "monit alert --  Connection succeeded shop"),
        ("monit alert --  Resource limit matched nginx", "monit alert --  Resource limit succeeded nginx"),
        ("monit alert --  Does not exist flag", "monit alert --  Exists flag"),
        ("monit alert --  Timeout nginx", "monit alert --  Timeout recovery nginx"),
        ("monit alert --  Link down eth0", "monit alert --  Link up eth0"),
        ("monit alert --  PID changed nginx", "monit alert --  PID not changed nginx"),
        ("monit alert --  Content match log", "monit alert --  Content doesn't match log"),
        ("ALARM: \"cpu\" in EU (Ireland)", "OK: \"cpu\" in EU (Ireland)"),
        ("[PROBLEM] disk on db-1 is CRITICAL!", "[RECOVERY] disk on db-1 is OK!"),
        ("** PROBLEM Host Alert: db-1 is UNREACHABLE **", "** RECOVERY Host Alert: db-1 is UP **"),
        ("DOWN | backup", "UP | backup"), ("Monitor is DOWN: shop", "Monitor is UP: shop"),
        ("Check_MK: db-1/disk OK -> CRIT", "Check_MK: db-1/disk CRIT -> OK"),
        ("Check_MK: db-1/disk OK -> WARN", "Check_MK: db-1/disk CRIT -> OK"),
        ("Check_MK: db-1 - UP -> DOWN", "Check_MK: db-1 - DOWN -> UP"),
        ("Problem: Disk is full", "Resolved in 1d 5m 2s: Disk is full"),
        ("Problem: Backup failed: db", "Resolved: Backup failed: db"),
    ])
    func theEndIsOfTheSameAlertAsTheBeginning(_ beginning: String, _ end: String) throws {
        let (first, last) = (try alert(beginning), try alert("Re: \(end)".replacing("Re: ", with: "")))
        #expect(first.action == .open)
        #expect(last.action == .resolve)
        #expect(first.dedupKey == last.dedupKey)
        #expect(first.title == AlertText.line(beginning, max: 1024))
    }

    @Test(arguments: [
        "db-1.example.org could not be resolved", "ok, but the disk is full", "Up for review: disk", "RESOLVER is away",
        "Nothing succeeded today, look", "Backup not OK", "UP for review: disk", "Resolved in the office: lights",
        "File Exists flag", "Connection succeeded too late", "Problem in 5m: disk", "Check_MK: db-1/disk WARN -> CRIT",
        "monit alert --  Connection failed Exists", "CUSTOM report is late", "Please Acknowledged", "Resolved: ",
    ])
    func whatOnlyLooksLikeAnEndIsNone(_ subject: String) throws {
        #expect(try alert(subject).action == .open)
    }

    @Test func theKeyIsOfSenderAndSubject() throws {
        #expect(try alert("a").dedupKey != alert("b").dedupKey)
        #expect(try alert("a").dedupKey != alert("a", sender: "b@x").dedupKey)
        #expect(try alert("a", "From: N <B@x>\r\n").labels["sender"] == "b@x")
        #expect(try alert("FAILED").dedupKey == "a@x failed", "a subject of nothing else is kept")
        #expect(try alert("DISK WARNING on db").severity == .warning)
        #expect(try alert("disk on db").severity == .error)
    }

    @Test func whatAMailAnswersToIsItsGroup() throws {
        let answer = try alert("a", "References: <group@x> <last@x>\r\nMessage-ID: <me@x>\r\n")
        #expect(answer.groupKey == "mail <group@x>")
        #expect(answer.sourceMessageID == "<me@x>")
        #expect(try alert("a").groupKey == nil)
    }

    @Test func aMailThatSaysNothingIsRefused() {
        #expect(throws: AlertRefusal.self) { try MailAlerts.parse(ReceivedMail(Array("X: y\r\n\r\n \r\n".utf8))) }
        #expect(throws: Never.self) { try AlertReading(.mail).parse(Array("\r\nonly a text".utf8)) }
    }
}
