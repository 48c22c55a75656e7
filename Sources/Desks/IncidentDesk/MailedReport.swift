import Digests
import Encodings
import FoundationEssentials
public import Incident
public import MIME
public import Organisation

/// What somebody wrote to the address for reports.
public struct MailedReport: Sendable, Hashable {
    /// Who wrote it, as far as the organisation knows them.
    public var reporter: Person
    /// One line, 1 to 200 characters.
    var title: String
    /// What they wrote, at most 20,000 characters.
    var description: String
    /// The same without what it answers to.
    var addition: String
    /// With its brackets; one that its content makes when the mail has none.
    var messageID: String
    /// The mails that it answers to, the nearest first.
    var answersTo: [String]
    /// The incident that its subject names, as our mails begin theirs: `[INC-17] …`.
    var named: IncidentName?

    /// - Parameters:
    ///   - mail: as it came.
    ///   - sender: who sent it, as the transfer says; counts when the mail does not say.
    public init(_ mail: ReceivedMail, from sender: String, in organisation: OrganisationConfiguration) {
        let address = mail.from?.address ?? sender
        let name = mail.from?.name.map { Self.line($0, max: 200) }.flatMap { $0.isEmpty ? nil : $0 }
        reporter = organisation.person(address) ?? Person(email: address, name: name ?? address)
        let subject = Self.line(Self.withoutMarks(mail.subject ?? ""), max: 200)
        let first = Self.line(mail.ownText.split(separator: "\n").first.map(String.init) ?? "", max: 200)
        title = [subject, first, "Reported by mail"].first { !$0.isEmpty } ?? ""
        description = Self.text(mail.text, max: 20_000)
        addition = Self.text(mail.ownText, max: 4000)
        messageID =
            mail.messageID
            ?? "<\(Hex.encode(sha256("\(address)\n\(mail.header["date"] ?? "")\n\(mail.subject ?? "")\n\(mail.text)")))@mail.invalid>"
        answersTo = Array(mail.answersTo.prefix(50))
        named = mail.subject?.firstMatch(of: /\[(INC-[0-9]{1,18})[\],]/).flatMap { IncidentName(String($0.output.1)) }
    }

    /// The incident to open.
    func draft(_ reports: MailReports, in organisation: OrganisationConfiguration) throws -> IncidentDraft {
        let words = Words(organisation)
        let type = try words.type(reports.type)
        return IncidentDraft(
            title: title, description: description, type: type, severity: try words.severity(nil),
            priority: try words.priority(nil), visibility: type.visibility, source: .report, reporter: reporter,
            actor: reporter.email, openingLine: "Reported by mail by \(reporter.name): \(title)")
    }

    /// Without `Re:` and its like, in the languages of common mail programs.
    private static func withoutMarks(_ subject: String) -> String {
        var subject = subject[...]
        while let match = subject.prefixMatch(of: /\s*(?:[Rr][Ee]|[Ff][Ww][Dd]?|[Aa][Ww]|[Ww][Gg])\s*:\s*/) {
            subject = subject[match.range.upperBound...]
        }
        return String(subject)
    }

    private static func line(_ text: String, max: Int) -> String {
        cut(text.split(whereSeparator: \.isWhitespace).joined(separator: " "), to: max)
    }

    private static func text(_ text: String, max: Int) -> String { cut(text, to: max) }

    private static func cut(_ text: String, to max: Int) -> String {
        let scalars = text.unicodeScalars
        guard scalars.count > max else { return text }
        return String(String.UnicodeScalarView(scalars.prefix(max - 1))) + "…"
    }
}
