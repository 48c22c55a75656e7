import MIME

/// What monitors say of an alert in lines of the text alone, or in the fields of the mail.
struct MailFacts: Sendable, Hashable {
    /// Of the line `Host: db-1`, where the sender does not say it in another place.
    let host: String?
    /// Of the line `Severity: High`.
    let severity: String?
    /// What Zabbix calls the problem, in all mails about it. Those that it begins and ends with say it in the line
    /// `Original problem ID: 815`; that of an update only names the thread, `<815.….1.…@zabbix.com>`, as they all do.
    let problem: String?

    /// - Parameter host: what the sender says elsewhere; `nil` when it does not.
    init(_ mail: ReceivedMail, host: String? = nil) {
        self.host = host ?? Self.line("Host:", of: mail.text)
        severity = Self.line("Severity:", of: mail.text)
        problem =
            Self.line("Original problem ID:", of: mail.text)
            ?? mail.answersTo.lazy.compactMap(Self.problem).first
    }

    private static func line(_ name: String, of text: String) -> String? {
        for line in text.split(separator: "\n") {
            let line = line.drop(while: \.isWhitespace)
            guard line.hasPrefix(name), let said = AlertText.said(String(line.dropFirst(name.count))) else { continue }
            return AlertText.line(said, max: 300)
        }
        return nil
    }

    private static func problem(_ thread: String) -> String? {
        guard thread.hasPrefix("<"), thread.hasSuffix("@zabbix.com>") else { return nil }
        let number = thread.dropFirst().prefix { $0 != "." }
        return number.isEmpty || !number.allSatisfy(\.isNumber) ? nil : String(number)
    }
}
