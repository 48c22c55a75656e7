import Capabilities
import Encodings
import Escalation
import FoundationEssentials
import JSON
import MailProviders
import PageStore
import Postgres
import ProviderKit
import WorkerKit

/// Carries messages to people, each by its own channel, through the effect journal.
struct PageCarrier: Sendable {
    /// A message to one way of a person, complete before its first try.
    struct Message: Sendable {
        /// What it is journalled and found again by.
        var key: EffectKey
        /// Of the attempt or trial; a mail's id is made of it.
        var id: UUID
        var contact: Contact
        var person: String
        /// From whom a mail is.
        var sender: String
        var subject: String
        var body: String
        /// What is posted where others read, too.
        var post: String
        /// A mail's date.
        var date: Date
        /// Whether somebody has to look at once.
        var isUrgent = true
        /// Of a mail, besides those of all.
        var headers: [String: String] = [:]
    }

    let environment: WorkerEnvironment
    let providers: ProviderRegistry

    /// What goes out for an attempt, in the thread of the incident's mails to that address.
    func message(_ attempt: PlannedAttempt, effects: Effects) async throws -> Message {
        var message = message(attempt)
        guard attempt.channel == .mail else { return message }
        let own = messageID(of: message)
        let rows = try await effects.query(
            "select notifier.thread_of($1, $2, $3) as thread",
            [.uuid(attempt.incident), .text(attempt.address), .text(own)])
        if let thread = try rows.first?.decode("thread", as: String?.self), thread != own {
            message.headers["In-Reply-To"] = thread
            message.headers["References"] = thread
        }
        return message
    }

    private func message(_ attempt: PlannedAttempt) -> Message {
        Message(
            key: EffectKey("page/\(UUIDText.string(from: attempt.id))"), id: attempt.id,
            contact: Contact(attempt.channel, attempt.address), person: attempt.person, sender: attempt.sender,
            subject: attempt.subject, body: attempt.body,
            post: PageText(publicURL: environment.configuration.publicURL).post(attempt), date: attempt.due,
            headers: ["X-Muster-Incident": attempt.incidentName])
    }

    func message(_ trial: TrialRecord) -> Message {
        Message(
            key: EffectKey("trial/\(UUIDText.string(from: trial.id))"), id: trial.id, contact: trial.contact,
            person: trial.person, sender: trial.sender, subject: trial.subject, body: trial.body, post: trial.body,
            date: trial.made, isUrgent: trial.kind != .digest)
    }

    func carry(_ message: Message, effects: Effects) async throws -> (provider: String, object: ExternalObject) {
        let organisation = try await environment.organisation.current()
        let (key, channel) = (message.key, message.contact.channel)
        switch channel {
        case .mail:
            let mail = mail(message)
            let options = try providers.providers(of: .mail, organisation).map { carrier in
                EffectOption(at: carrier) { () throws(ProviderError) in
                    try await carrier.send(mail)
                    return ExternalObject(externalID: mail.messageID)
                }
            }
            return try await effects.once(
                "mail", key: key, intent: ["message_id": .string(mail.messageID)], by: options)
        case .conversation:
            let (text, address) = (message.post, message.contact.address)
            let options = try providers.providers(of: .conversations, organisation).prefix(1).map { provider in
                EffectOption(at: provider) { () throws(ProviderError) in
                    try await provider.findPost(key, inConversation: address)
                } call: { () throws(ProviderError) in
                    try await provider.post(text, inConversation: address, key: key)
                }
            }
            return try await effects.once("post", key: key, by: Array(options))
        case .sms, .voice, .webhook:
            let draft = PagerDraft(
                channel: channel.rawValue, to: message.contact.address, person: message.person,
                subject: message.subject, text: message.body)
            let options = try providers.providers(of: .paging, organisation).map {
                EffectOption(creating: draft, key: key, at: $0)
            }
            return try await effects.once(channel.rawValue, key: key, by: options)
        }
    }

    /// The same mail at every try: its id and date are the message's.
    private func mail(_ message: Message) -> MailMessage {
        var headers = message.headers
        headers["Auto-Submitted"] = "auto-generated"
        if message.isUrgent { headers["X-Priority"] = "1" }
        return MailMessage(
            from: message.sender, to: message.contact.address, subject: message.subject,
            messageID: messageID(of: message), date: MailDate.format(message.date), body: message.body,
            headers: headers)
    }

    private func messageID(of message: Message) -> String {
        let domain = message.sender.split(separator: "@").last.map(String.init) ?? "localhost"
        return "<\(UUIDText.string(from: message.id))@\(domain)>"
    }
}
