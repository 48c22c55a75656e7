/// The subjects of Zabbix: `Problem: X`, `Resolved in 5m 2s: X` or `Resolved: X`, `Updated problem in 3m: X` or
/// `Updated problem: X`.
struct ZabbixSubject: Sendable, Hashable {
    /// The name of the problem, with all its words.
    let topic: String
    let standing: MailStanding

    private static let beginnings: [(words: [Substring], standing: MailStanding)] = [
        (["Problem"], .begun), (["Resolved"], .over), (["Updated", "problem"], .news),
    ]

    /// `nil` for any other subject.
    init?(_ subject: String) {
        guard let colon = subject.firstIndex(of: ":") else { return nil }
        let head = subject[..<colon].split(whereSeparator: \.isWhitespace)
        guard let beginning = Self.beginnings.first(where: { head.starts(with: $0.words) }),
            Self.isPeriod(head.dropFirst(beginning.words.count)),
            let topic = AlertText.said(String(subject[subject.index(after: colon)...]))
        else { return nil }
        self.topic = MailWord.all(of: topic).map(\.text).joined(separator: " ")
        standing = beginning.standing
    }

    /// `in 1d 5m 2s`, or nothing.
    private static func isPeriod(_ words: ArraySlice<Substring>) -> Bool {
        guard let first = words.first else { return true }
        return first == "in" && words.count > 1
            && words.dropFirst().allSatisfy { $0.first?.isNumber == true && $0.last?.isLetter == true }
    }
}
