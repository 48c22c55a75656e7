/// The subject of a mail about something that happens, apart from how it stands.
struct MailSubject: Sendable, Hashable {
    /// What it is about, without the words for how it stands. It is never empty.
    let topic: String
    /// How that stands.
    let standing: MailStanding
    /// The word for how bad it is, where there is one.
    let severityWord: String?
    /// Whether it has the form of Zabbix, which names no host.
    let isOfZabbix: Bool

    /// - Parameter isOfMonit: whether Monit wrote it, whatever it begins with.
    init(_ subject: String, isOfMonit: Bool = false) {
        if let zabbix = ZabbixSubject(subject) {
            topic = zabbix.topic
            standing = zabbix.standing
            severityWord = nil
            isOfZabbix = true
            return
        }
        var words = MailWord.all(of: subject)
        var said: (standing: MailStanding, severityWord: String?)?
        if isOfMonit || MonitEvent.begins(words) {
            said = MonitEvent.take(from: &words).map { ($0, nil) }
        } else if let change = StateChange.take(from: &words) {
            said = (change.isOver ? .over : .begun, change.severityWord)
        } else if let news = NagiosNews.take(from: &words) ?? CheckmkNews.take(from: &words)
            ?? MonNews.take(from: &words)
        {
            said = (news, nil)
        }
        let topic = words.filter { !MailState.isOne($0) && !($0.bare.isEmpty && $0.text.contains("*")) }
            .map(\.text).joined(separator: " ")
        self.topic = topic.isEmpty ? subject : topic
        standing = said?.standing ?? (MailState.isEnd(words) ? .over : .begun)
        severityWord =
            said?.severityWord ?? words.first { ["CRITICAL", "WARNING"].contains($0.bare) }.map { String($0.bare) }
        isOfZabbix = false
    }
}
