public import AlertDesk
import Digests
import Encodings
public import HTTPKit
import Incident
public import IncidentDesk
import IncidentStore
public import Logging
import MIME
public import Organisation
public import SMTPKit
import WorkerKit

/// Takes mails: for the address of a source an alert, for the address for people a report. It relays nothing.
public struct MailDoor: Sendable {
    private let reception: AlertReception
    private let writer: IncidentWriter
    private let organisation: @Sendable () async throws -> OrganisationConfiguration
    private let canStore: @Sendable () async -> Bool
    private let patience: Quota
    private let logger: Logger

    /// - Parameters:
    ///   - reception: takes alerts.
    ///   - writer: opens incidents.
    ///   - canStore: whether the database takes anything now.
    ///   - patience: how many reports one sender may send; by default 10, and another each minute.
    public init(
        reception: AlertReception, writer: IncidentWriter,
        organisation: @escaping @Sendable () async throws -> OrganisationConfiguration,
        canStore: @escaping @Sendable () async -> Bool, patience: Quota = Quota(rate: 1.0 / 60, stock: 10),
        logger: Logger
    ) {
        self.reception = reception
        self.writer = writer
        self.organisation = organisation
        self.canStore = canStore
        self.patience = patience
        self.logger = logger
    }

    /// What a mail server does with mails.
    public var smtp: SMTPDoor {
        SMTPDoor(admit: { await admit($0, from: $1) }, store: { await store($1, by: $0) })
    }

    // MARK: Before the mail

    /// Whether mail is taken: all that can be known is decided here. A sender that is refused after it has sent a mail may
    /// take it for delivered (Alertmanager 0.25).
    func admit(_ recipient: String, from sender: String) async -> SMTPReply? {
        guard let organisation = try? await organisation(), await canStore() else { return .unavailable }
        switch organisation.mailbox(recipient) {
        case nil: return .noMailbox(recipient)
        case .source(let source):
            return source.mail?.senders.include(sender) == true ? nil : .stranger(sender, recipient)
        case .reports(let reports):
            if sender.isEmpty { return .noReport }
            guard reports.include(sender, in: organisation) else { return .stranger(sender, recipient) }
            // Its words may come often; what it opens may not.
            return patience.take(sender.lowercased()).map { _ in .tooMany }
        }
    }

    // MARK: The mail

    func store(_ bytes: [UInt8], by envelope: SMTPEnvelope) async -> SMTPReply {
        let mail = ReceivedMail(bytes)
        var answer = SMTPReply.noMailbox("")
        for recipient in envelope.recipients {
            do {
                answer = try await store(mail, bytes, for: recipient, from: envelope.sender)
            } catch {
                logger.warning("a mail is not stored", metadata: [LoggingKeys.reason: "\(error)"])
                return .unavailable
            }
            // What was stored for those before is known by its Message-ID when the mail comes again.
            guard answer.code < 300 else { return answer }
        }
        return answer
    }

    private func store(
        _ mail: ReceivedMail, _ bytes: [UInt8], for recipient: String, from sender: String
    ) async throws -> SMTPReply {
        let organisation = try await organisation()
        switch organisation.mailbox(recipient) {
        case nil: return .noMailbox(recipient)
        case .source(let source): return try await store(mail, bytes, of: source.name, from: sender)
        case .reports(let reports):
            return try await report(mail, from: sender, by: reports, in: organisation)
        }
    }

    private func store(
        _ mail: ReceivedMail, _ bytes: [UInt8], of source: String, from sender: String
    ) async throws -> SMTPReply {
        let alerts: ParsedAlerts
        do {
            alerts = try await reception.read(bytes, as: .mail, from: source) {
                try MailAlerts.parse(mail, sender: sender)
            }
        } catch let refusal as AlertRefusal {
            // It is kept, for somebody to see what is wrong with it.
            return .stored("kept as refused: \(refusal)")
        }
        _ = try await reception.store(
            AlertSubmission(source: source, alerts: alerts, idempotency: Self.idempotency(mail, of: source)))
        return .stored("\(alerts.alerts.isEmpty ? "news of an alert" : "an alert") of \(source)")
    }

    /// The same message with the same words is the same mail. A name that is used again for other words is none.
    private static func idempotency(_ mail: ReceivedMail, of source: String) -> Idempotency? {
        guard let id = mail.messageID else { return nil }
        let digest = sha256("\(id)\n\(mail.subject ?? "")\n\(mail.text)")
        return Idempotency(principal: source, key: "mail \(Hex.encode(digest))", fingerprint: digest)
    }

    private func report(
        _ mail: ReceivedMail, from sender: String, by reports: MailReports, in organisation: OrganisationConfiguration
    ) async throws -> SMTPReply {
        // Whom we answered must not be answered again by their machine's answer.
        guard !mail.isAutomatic else { return .noReport }
        let report = MailedReport(mail, from: sender, in: organisation)
        let author = report.reporter.email
        guard reports.include(author, in: organisation), organisation.mailbox(author) == nil else {
            return .stranger(author, reports.address)
        }
        switch try await writer.take(report, by: reports, in: organisation) {
        case .opened(let name): return .stored("\(name) is open")
        case .added(let name): return .stored("added to \(name)")
        case .known(let name): return .stored("\(name) has this mail already")
        }
    }
}
