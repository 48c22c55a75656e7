import Encodings
import Capabilities
import Contracts
import FoundationEssentials
import Incident
import JSON
import Organisation
import Postgres
import IncidentStore
import ProviderKit
import WorkStore
import WorkerKit

/// Sends a notice that was planned. One that something newer has superseded meanwhile is not sent any more.
struct SendNoticeHandler: EffectHandler {
    let environment: WorkerEnvironment
    let providers: ProviderRegistry
    let groups: GroupMembers
    private let notices: PlannedNotices

    init(environment: WorkerEnvironment, providers: ProviderRegistry, groups: GroupMembers) {
        self.environment = environment
        self.providers = providers
        self.groups = groups
        notices = PlannedNotices(environment.database)
    }

    func handle(_ message: Received<SendNotice>, effects: Effects) async throws -> Completion {
        let id = message.body.notice
        guard let notice = try await notices.notice(id) else {
            throw Failure(
                .deadLetter, code: "no-notice", detail: "the notice \(UUIDText.string(from: id)) is not planned",
                place: "load")
        }
        guard notice.state == "planned" || notice.state == "failed" else { return { _ in } }
        if notice.isSuperseded { return { notice.mark("superseded", in: $0) } }
        switch try await notice.turn(of: message.id, effects: effects) {
        case .ours: break
        case .superseded: return { notice.mark("superseded", in: $0) }
        case .later:
            throw Failure(
                .retryAfter(.seconds(1)), code: "older-first",
                detail: "an older status of \(notice.incidentName) is being sent there", place: "turn")
        }
        switch notice.channel {
        case .mail: try await send(notice, effects: effects)
        case .conversation: try await post(notice, effects: effects)
        }
        return { notice.mark("sent", in: $0) }
    }

    func gaveUp(
        on message: Received<SendNotice>, because failure: Failure, in transaction: UnitOfWork
    ) async throws {
        _ = try await transaction.query(
            "update notice set state = 'failed', error = $2 where id = $1 and state = 'planned'",
            [.uuid(message.body.notice), .text(failure.detail)])
    }

    private func send(_ notice: PlannedNotice, effects: Effects) async throws {
        let organisation = try await environment.organisation.current()
        let recipients = try await recipients(of: notice)
        for recipient in recipients {
            let message = notice.mail(
                to: recipient,
                thread: try await MailThread.beginning(of: notice, to: recipient, effects: effects),
                ending: try await Invitation(publicURL: environment.configuration.publicURL)
                    .line(of: notice, to: recipient, organisation, effects: effects))
            let options = try providers.providers(of: .mail, organisation).map { carrier in
                EffectOption(at: carrier) { () throws(ProviderError) in
                    try await carrier.send(message)
                    return ExternalObject(externalID: message.messageID)
                }
            }
            _ = try await effects.once(
                "mail/\(recipient)", key: notice.key, intent: ["message_id": .string(message.messageID)],
                by: options)
        }
    }

    /// Whom a mail goes to: what is for one person to them, anything else to each member where its address is a group's.
    private func recipients(of notice: PlannedNotice) async throws -> [String] {
        if [.welcome, .handover, .receipt, .reminder].contains(notice.kind) { return [notice.recipient] }
        return try await groups.of(notice.recipient) ?? [notice.recipient]
    }

    private func post(_ notice: PlannedNotice, effects: Effects) async throws {
        let organisation = try await environment.organisation.current()
        let options = try conversations(notice, organisation).map { provider in
            EffectOption(at: provider) { () throws(ProviderError) in
                try await provider.findPost(notice.key, inConversation: notice.recipient)
            } call: { () throws(ProviderError) in
                try await provider.post(notice.body, inConversation: notice.recipient, key: notice.key)
            }
        }
        _ = try await effects.once("post/\(notice.recipient)", key: notice.key, by: options)
    }

    /// The provider that the conversation is at: that of the incident's own, or the first for the general one.
    private func conversations(
        _ notice: PlannedNotice, _ organisation: OrganisationConfiguration
    ) throws -> [any Conversations] {
        if let provider = notice.conversationProvider {
            return [try providers.provider(of: .conversations, named: provider, organisation)]
        }
        return Array(try providers.providers(of: .conversations, organisation).prefix(1))
    }
}
