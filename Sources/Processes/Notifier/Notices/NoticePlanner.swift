import Capabilities
import Contracts
import Cost
import FoundationEssentials
import Incident
import Organisation
import PeopleStore
import Postgres
import IncidentStore
import ProviderKit
import WorkStore
import WorkerKit

/// Plans notices: rows, and the commands to send them, in the transaction of whoever asks.
struct NoticePlanner: Sendable {
    let environment: WorkerEnvironment
    let providers: ProviderRegistry

    var text: NoticeText { NoticeText(publicURL: environment.configuration.publicURL) }

    /// Notices to plan, each with the message that is their cause.
    struct Plan: Sendable {
        var notices: [Notice] = []
        var causes: [UUID: (subject: String, traceparent: String?)] = [:]

        mutating func add(_ notice: Notice, subject: String, cause: String?) {
            notices.append(notice)
            causes[notice.id] = (subject, cause)
        }
    }

    /// Writes the plan, and has what is new in it sent; what goes to a conversation of this database is there with it.
    func write(_ plan: Plan, in transaction: UnitOfWork) async throws {
        if plan.notices.isEmpty { return }
        let rows = try await transaction.query(Notice.insert(plan.notices))
        let new = Set(try rows.map { try $0.decode("id", as: UUID.self) })
        // These are sent whatever comes; a status may be superseded before it begins a thread.
        MailThread.begin(
            with: plan.notices.filter {
                new.contains($0.id) && $0.channel == .mail && ($0.kind == .announcement || $0.kind == .welcome)
            }, in: transaction)
        let posted = try await NativePosting.post(plan.notices.filter { new.contains($0.id) }, in: transaction)
        for notice in plan.notices where new.contains(notice.id) && !posted.contains(notice.id) {
            guard let cause = plan.causes[notice.id] else { continue }
            transaction.order(
                SendNotice(notice: notice.id),
                about: Subject(name: cause.subject, id: notice.incident, cause: cause.traceparent))
        }
    }

    /// Announces an incident to those who take no part. Restricted incidents are announced to nobody.
    func announce(
        _ incident: IncidentRecord, _ organisation: OrganisationConfiguration, cause: String?, into plan: inout Plan
    ) {
        guard incident.visibility == .open else { return }
        let text = text.announcement(incident)
        add(
            .announcement, text, of: incident, version: 0, to: audience(organisation), organisation, cause: cause,
            into: &plan)
    }

    /// Answers who reported an incident by mail.
    /// - Parameter reporter: their address.
    func answer(
        _ reporter: String, of incident: IncidentRecord, _ organisation: OrganisationConfiguration, cause: String?,
        into plan: inout Plan
    ) {
        add(
            .receipt, text.receipt(incident), of: incident, version: 0,
            to: [Recipient(channel: .mail, name: reporter)], organisation, cause: cause, into: &plan)
    }

    /// Tells a status to those who follow the incident: everybody for an open one, and those in it for all.
    /// - Parameters:
    ///   - merge: the incident that goes on in the place of this one. Who takes part in this one is told of it by mail, too.
    ///   - subscribers: the mail addresses of those who follow it and take no part.
    func tell(
        _ status: IncidentStatus, of incident: IncidentRecord, version: Int, cost: Money?, merge: MergeNews?,
        resources: [ResourceRecord], subscribers: [String], _ organisation: OrganisationConfiguration, cause: String?,
        into plan: inout Plan
    ) async throws {
        let text = text.status(incident, status, cost: cost, successor: merge?.successor)
        var recipients =
            everybody(incident, subscribers, organisation) + conversations(resources, of: incident, organisation)
        if status == .closed { recipients += mails(merge?.participants ?? [], besides: recipients) }
        add(
            .status, text, of: incident, version: version, to: recipients, organisation, cause: cause, into: &plan)
    }

    /// Tells a change of command to those whom it concerns: who had it unless they have it again, who has it unless that is
    /// over again or they are welcomed, and those in the conversation, who hear of the last one only.
    func tell(
        _ handover: Handover, of incident: IncidentRecord, version: Int, resources: [ResourceRecord],
        _ organisation: OrganisationConfiguration, cause: String?, into plan: inout Plan
    ) {
        let commander = incident.commander?.email.lowercased()
        let isCurrent = commander == handover.to.lowercased()
        let text = text.handover(incident, from: handover.from, note: handover.note)
        var recipients: [Recipient] = []
        if let from = handover.from, from.lowercased() != commander {
            recipients.append(Recipient(channel: .mail, name: from))
        }
        if isCurrent {
            let isWelcomed = handover.joins && incident.status != .closed
            if !isWelcomed { recipients.append(Recipient(channel: .mail, name: handover.to)) }
            recipients += conversations(resources, of: incident, organisation)
        }
        add(
            .handover, text, of: incident, version: version, to: recipients, organisation, cause: cause, into: &plan)
    }

    /// Tells a report to those in the conversation, and to everybody when it is for them.
    /// - Parameter subscribers: the mail addresses of those who follow it and take no part.
    func tell(
        _ report: StatusReport, of incident: IncidentRecord, version: Int, resources: [ResourceRecord],
        subscribers: [String], _ organisation: OrganisationConfiguration, cause: String?, into plan: inout Plan
    ) {
        let text = text.report(report, of: incident)
        let others = report.audience == .everybody ? everybody(incident, subscribers, organisation) : []
        add(
            .report, text, of: incident, version: version,
            to: others + conversations(resources, of: incident, organisation), organisation, cause: cause,
            into: &plan)
    }

    /// Gives a review to everybody whom it is for: those who take part by mail, and everybody who is told of an open incident.
    /// - Parameters:
    ///   - line: of its timeline.
    ///   - subscribers: the mail addresses of those who follow it and take no part.
    func tell(
        _ review: ReviewVersion, _ line: TimelineEntry?, of response: IncidentResponse, version: Int,
        subscribers: [String], _ organisation: OrganisationConfiguration, cause: String?, into plan: inout Plan
    ) {
        let incident = response.incident
        let lists = everybody(incident, subscribers, organisation)
        let readers = lists.filter { $0.channel == .mail }
        add(
            .report, text.review(review, of: incident), of: incident, version: version,
            to: readers + mails(response.members, besides: readers), organisation, cause: cause, into: &plan)
        let places =
            lists.filter { $0.channel == .conversation } + conversations(response.resources, of: incident, organisation)
        add(
            .report, text.reviewIsThere(line?.text, of: incident), of: incident, version: version, to: places,
            organisation, cause: cause, into: &plan)
    }

    /// Reminds the commander to report; nobody, while there is none.
    /// - Parameters:
    ///   - reportedAt: when somebody reported last.
    ///   - due: when the reminder was due.
    func remind(
        _ incident: IncidentRecord, since reportedAt: Date?, due: Date, _ organisation: OrganisationConfiguration,
        cause: String?, into plan: inout Plan
    ) {
        guard let commander = incident.commander else { return }
        add(
            .reminder, text.reminder(incident, since: reportedAt), of: incident,
            version: Int(due.timeIntervalSince1970 / 60), to: [Recipient(channel: .mail, name: commander.email)],
            organisation, cause: cause, into: &plan)
    }

    /// Tells in the incident's own conversation what happened, as its timeline says it.
    func tell(
        _ lines: [TimelineEntry], of incident: IncidentRecord, version: Int, resources: [ResourceRecord],
        _ organisation: OrganisationConfiguration, cause: String?, into plan: inout Plan
    ) {
        if lines.isEmpty { return }
        let text = text.news(lines, of: incident)
        add(
            .news, text, of: incident, version: version, to: conversations(resources, of: incident, organisation),
            organisation, cause: cause, into: &plan)
    }

    /// Tells in the incident's own conversation that all of its alerts are resolved. A newer status takes its place.
    func tellOfRest(
        _ incident: IncidentRecord, version: Int, resources: [ResourceRecord],
        _ organisation: OrganisationConfiguration, cause: String?, into plan: inout Plan
    ) {
        let text = text.rest(incident)
        add(
            .status, text, of: incident, version: version, to: conversations(resources, of: incident, organisation),
            organisation, cause: cause, into: &plan)
    }

    private func add(
        _ kind: Notice.Kind, _ text: (subject: String, body: String), of incident: IncidentRecord, version: Int,
        to recipients: [Recipient], _ organisation: OrganisationConfiguration, cause: String?, into plan: inout Plan
    ) {
        for recipient in recipients {
            plan.add(
                Notice(
                    incident: incident.id, kind: kind, channel: recipient.channel, recipient: recipient.name,
                    version: version, subject: text.subject, body: text.body, from: organisation.announcements.from,
                    replyTo: recipient.channel == .mail ? organisation.mailReports?.address : nil,
                    provider: recipient.provider),
                subject: incident.name, cause: cause)
        }
    }

    /// Welcomes participants, each once.
    func welcome(
        _ participants: [ParticipantRecord], to incident: IncidentRecord, resources: [ResourceRecord],
        _ organisation: OrganisationConfiguration, cause: String?, into plan: inout Plan
    ) {
        let faq = organisation.type(named: incident.type)?.faqURL
        for participant in participants {
            let text = text.welcome(participant, to: incident, resources: resources, faq: faq)
            plan.add(
                Notice(
                    incident: incident.id, kind: .welcome, channel: .mail, recipient: participant.person.email,
                    version: 0, subject: text.subject, body: text.body, from: organisation.announcements.from,
                    replyTo: organisation.mailReports?.address),
                subject: incident.name, cause: cause)
        }
    }

    /// Whom a notice goes to: a mail address, or a conversation at a provider.
    private struct Recipient {
        var channel: Notice.Channel
        var name: String
        var provider: String?
    }

    /// The incident's own conversation, once it is there and until it is archived.
    private func conversations(
        _ resources: [ResourceRecord], of incident: IncidentRecord, _ organisation: OrganisationConfiguration
    ) -> [Recipient] {
        let closedAt = incident.status == .closed ? incident.closedAt : nil
        return resources.filter { $0.kind == .conversation && $0.state == .created }.compactMap { resource in
            guard !providers.isArchived(closedAt: closedAt, at: resource.provider, organisation) else { return nil }
            return resource.externalID.map {
                Recipient(channel: .conversation, name: $0, provider: resource.provider)
            }
        }
    }

    /// Addresses, each once, without those that are told already.
    private func mails(_ addresses: [String], besides told: [Recipient]) -> [Recipient] {
        var known = Set(told.filter { $0.channel == .mail }.map { $0.name.lowercased() })
        return addresses.filter { known.insert($0.lowercased()).inserted }.map { Recipient(channel: .mail, name: $0) }
    }

    /// Who is told of an incident without taking part in it, each once; nobody of a restricted one.
    private func everybody(
        _ incident: IncidentRecord, _ subscribers: [String], _ organisation: OrganisationConfiguration
    ) -> [Recipient] {
        guard incident.visibility == .open else { return [] }
        let lists = audience(organisation)
        let known = Set(lists.filter { $0.channel == .mail }.map { $0.name.lowercased() })
        return lists
            + subscribers.filter { !known.contains($0.lowercased()) }.map { Recipient(channel: .mail, name: $0) }
    }

    private func audience(_ organisation: OrganisationConfiguration) -> [Recipient] {
        let announcements = organisation.announcements
        let provider = organisation.providers(of: .conversations).first ?? ProviderSettings.native
        return announcements.mail.map { Recipient(channel: .mail, name: $0) }
            + (announcements.conversation.map { [Recipient(channel: .conversation, name: $0, provider: provider)] }
                ?? [])
    }
}
