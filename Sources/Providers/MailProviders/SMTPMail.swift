import Capabilities
import Curl

/// Sends mail over SMTP.
struct SMTPMail: Mail {
    let name = "smtp"
    let client: CurlClient
    let server: SMTPServer

    func send(_ message: Capabilities.MailMessage) async throws(ProviderError) {
        do {
            let mail = Curl.MailMessage(from: message.from, to: [message.to], content: MailText.bytes(message))
            try await client.send(mail, via: server)
        } catch {
            throw ProviderError(
                provider: name, operation: "mail.send", remedy: error.isRetriable ? .retry : .giveUp,
                code: "\(error.code)", detail: error.description, mayHaveHappened: error.wasSent,
                isOutage: error.isRetriable)
        }
    }
}
