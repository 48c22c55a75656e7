public import Capabilities
import JSON

extension HTTPProvider: Mail {
    /// Hands the mail over under its Message-ID: a mail that came already is not sent again.
    public func send(_ message: MailMessage) async throws(ProviderError) {
        _ = try await create("mail.create", in: "/mails", message.json, EffectKey(message.messageID))
    }
}
