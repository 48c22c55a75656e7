public import Capabilities
public import Curl
import Encodings
public import Environment
import FoundationEssentials

/// Chooses what carries mail, from the environment.
public enum MailProvider {
    /// What sends mail to an SMTP server, or writes it to files.
    ///
    /// - `MUSTER_SMTP_URL`: `smtp://user@host:587`, with STARTTLS, or `smtps://user@host:465`; not set to send nothing.
    /// - `MUSTER_SMTP_PASSWORD`, or `MUSTER_SMTP_PASSWORD_FILE`.
    /// - `MUSTER_MAIL_DIRECTORY`: where mail is written that is not sent; `mail` below the working folder by default.
    /// - Throws: `ConfigurationProblem` when the address is none of a mail server.
    public static func configured(by variables: EnvironmentVariables, client: CurlClient) throws -> any Mail {
        guard let url = variables.optional("MUSTER_SMTP_URL") else {
            return MailDirectory(folder: URL(filePath: variables.optional("MUSTER_MAIL_DIRECTORY") ?? "mail"))
        }
        let password = try variables.secret("MUSTER_SMTP_PASSWORD")
        return SMTPMail(client: client, server: try server(url, password: password))
    }

    static func server(_ url: String, password: String?) throws(ConfigurationProblem) -> SMTPServer {
        guard let parts = try? ServerURL(url, schemes: ["smtp", "smtps"]), !parts.host.isEmpty, parts.password == nil
        else {
            throw ConfigurationProblem(
                variable: "MUSTER_SMTP_URL",
                problem:
                    "must be smtp://user@host:587 or smtps://user@host:465; the password goes to MUSTER_SMTP_PASSWORD")
        }
        let security = security(parts.scheme, host: parts.host)
        return SMTPServer(
            host: parts.host, port: parts.port.map { Int($0) } ?? (security == .tls ? 465 : 587), security: security,
            user: parts.user, password: password)
    }

    /// Plain SMTP is for a relay on this machine only.
    private static func security(_ scheme: String, host: String) -> SMTPServer.Security {
        guard scheme == "smtp" else { return .tls }
        return ["localhost", "127.0.0.1", "::1"].contains(host) ? .none : .starttls
    }
}
