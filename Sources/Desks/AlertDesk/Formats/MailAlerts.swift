import Encodings
import FoundationEssentials
import Incident
public import MIME

/// Mails that programs send when something happens. The subject is the title. What makes two of them the same is who sends
/// them and the subject without the words that say how it stands: programs make a new Message-ID for every try
/// (Alertmanager, Apprise, Monit) or none at all (ElastAlert 2), and name none when it is over. Zabbix names no host in its
/// subjects: there its number of the problem counts, too, or the host. netdata's subjects change with the value: there
/// fields of the mail count.
public enum MailAlerts {
    /// Reads a mail.
    /// - Parameters:
    ///   - sender: where the transfer says that it comes from; `nil` or empty when it does not say.
    /// - Throws: ``AlertRefusal`` for a mail that says nothing.
    public static func parse(_ mail: ReceivedMail, sender: String? = nil) throws -> ParsedAlerts {
        let first = mail.text.split(separator: "\n").first.map(String.init)
        guard let title = AlertText.said(mail.subject) ?? AlertText.said(first) else {
            throw AlertRefusal(["the mail says nothing: it has neither a subject nor a text"])
        }
        let monit = mail.header.raw("x-mailer")?.hasPrefix("Monit") == true
        let netdata = NetdataMail(mail.header)
        let subject = netdata.map { MailSubject($0) } ?? MailSubject(title, isOfMonit: monit)
        let sender = (AlertText.said(mail.from?.address) ?? AlertText.said(sender) ?? "unknown").lowercased()
        let alert = alert(mail, title: title, subject, MailFacts(mail, host: netdata?.host), from: sender)
        let remark = AlertChange.Kind.note(
            AlertText.text("\(title)\n\(mail.text)", max: 25_000), by: AlertText.line(sender, max: 100))
        switch subject.standing {
        case .begun, .over: return ParsedAlerts(alerts: [alert])
        case .news: return ParsedAlerts(changes: [AlertChange(of: alert, remark)])
        case .acknowledged:
            return ParsedAlerts(changes: [AlertChange(of: alert, .acknowledged), AlertChange(of: alert, remark)])
        }
    }

    private static func alert(
        _ mail: ReceivedMail, title: String, _ subject: MailSubject, _ facts: MailFacts, from sender: String
    ) -> NormalisedAlert {
        let zabbix = subject.isOfZabbix ? facts : nil
        let severityWord = subject.severityWord ?? zabbix?.severity
        var labels = [
            "sender": AlertText.line(sender, max: 300), "subject": AlertText.line(subject.topic, max: 1024),
        ]
        labels["host"] = facts.host
        labels["problem"] = facts.problem
        labels["thread"] = mail.answersTo.last.map { AlertText.line($0, max: 400) }
        let topic = "\(sender) \(subject.topic.lowercased())"
        let place = zabbix?.host.map { "\(topic) on \($0.lowercased())" }
        return NormalisedAlert(
            format: .mail, action: subject.standing == .over ? .resolve : .open,
            dedupKey: AlertText.key(zabbix?.problem.map { "\(topic) problem \($0)" } ?? place ?? topic),
            severity: severityWord.map { AlertSeverity(senderWord: $0) } ?? .error, severityWord: severityWord,
            title: AlertText.line(title, max: 1024), description: AlertText.text(mail.text, max: 20_000),
            labels: labels,
            // A mail that names another, which need not exist, belongs to what that one is about. Zabbix has a thread for
            // each problem: what comes back on a host is one thing all the same.
            groupKey: (place ?? mail.answersTo.last).map { AlertText.key("mail \($0)") },
            sourceMessageID: mail.messageID.map { AlertText.line($0, max: 1024) })
    }
}
