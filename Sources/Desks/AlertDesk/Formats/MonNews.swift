/// The subjects of mon (1.3, `mail.alert`): `ALERT web/http: db-1 (Wed Nov 18 11:06:40)` and `UPALERT web/http: …`. What stands
/// behind the colon is what fails at that moment, with the time of the mail.
enum MonNews {
    /// Takes the words for how it stands, and all that no two mails of one service have in common.
    /// - Returns: how it stands; `nil` for a subject that is not mon's, whose words stay.
    static func take(from words: inout [MailWord]) -> MailStanding? {
        guard let first = words.first, words.count > 1, first.text == "ALERT" || first.text == "UPALERT" else {
            return nil
        }
        let service = words[1].text
        guard service.hasSuffix(":"), service.contains("/"), words.last?.text.last == ")" else { return nil }
        words = [MailWord(service.dropLast())]
        return first.text == "ALERT" ? .begun : .over
    }
}
