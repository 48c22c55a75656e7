import Capabilities
import Curl
import FoundationEssentials
import WorkerKit

/// Chooses what carries mail, from the environment.
enum MailProvider {
    /// `MUSTER_SMTP_URL` (`smtp://user@host:587`, with STARTTLS, or `smtps://user@host:465`) and `MUSTER_SMTP_PASSWORD` send
    /// mail; without them it is written to `MUSTER_MAIL_DIRECTORY`, by default `mail`.
    static func configured(by environment: WorkerEnvironment) throws -> any Mail {
        let configuration = environment.configuration
        guard let url = configuration.smtpURL else {
            return MailDirectory(folder: URL(filePath: configuration.mailDirectory ?? "mail"))
        }
        return SMTPMail(client: environment.http, server: try server(url, password: configuration.smtpPassword))
    }

    static func server(_ url: String, password: String?) throws(ConfigurationProblem) -> SMTPServer {
        guard let parts = URLComponents(string: url), let host = parts.host, !host.isEmpty, parts.password == nil,
            let security = security(parts.scheme, host: host)
        else {
            throw ConfigurationProblem(
                variable: "MUSTER_SMTP_URL",
                problem:
                    "must be smtp://user@host:587 or smtps://user@host:465; the password goes to MUSTER_SMTP_PASSWORD")
        }
        return SMTPServer(
            host: host, port: parts.port ?? (security == .tls ? 465 : 587), security: security, user: parts.user,
            password: password)
    }

    /// Plain SMTP is for a relay on this machine only.
    private static func security(_ scheme: String?, host: String) -> SMTPServer.Security? {
        switch scheme {
        case "smtps": .tls
        case "smtp": ["localhost", "127.0.0.1", "::1"].contains(host) ? SMTPServer.Security.none : .starttls
        default: nil
        }
    }
}
