import Organisation
import SMTPKit

/// Whose an address is.
enum Mailbox: Sendable {
    case source(AlertSource)
    case reports(MailReports)
}

extension OrganisationConfiguration {
    /// Whose this address is, in capitals or not; `nil` when it is nobody's.
    func mailbox(_ address: String) -> Mailbox? {
        let address = address.lowercased()
        if let mailReports, mailReports.address == address { return .reports(mailReports) }
        return sources.first { $0.mail?.address == address }.map { .source($0) }
    }
}

extension SMTPReply {
    /// That an address is not here.
    static func noMailbox(_ address: String) -> SMTPReply {
        SMTPReply(
            550, "5.1.1",
            "\(address) is no address of Muster: `sources` and `mail_reports` of its configuration name them")
    }

    /// That mail of a sender is not taken.
    static func stranger(_ sender: String, _ address: String) -> SMTPReply {
        SMTPReply(
            550, "5.7.1",
            "\(address) takes no mail of \(sender.isEmpty ? "<>" : sender): `senders` of its configuration says whose")
    }

    /// That a machine reports nothing here.
    static let noReport = SMTPReply(550, "5.7.1", "this address is for people: no delivery reports, no absence notes")
    /// That somebody reports too much at once.
    static let tooMany = SMTPReply(451, "4.7.1", "many reports of you came in a short time; try again in a minute")
}
