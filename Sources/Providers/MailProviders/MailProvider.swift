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
    /// - `MUSTER_SMTP_HELO`: how to introduce ourselves to it (`EHLO`): a whole host name or an address in brackets; by default
    ///   the host's, see `ClientName`.
    /// - `MUSTER_MAIL_DIRECTORY`: where mail is written that is not sent; `mail` below the working folder by default.
    /// - Throws: `ConfigurationProblem` when the address is none of a mail server.
    public static func configured(by variables: EnvironmentVariables, client: CurlClient) throws -> any Mail {
        guard let url = variables.optional("MUSTER_SMTP_URL") else {
            return MailDirectory(folder: URL(filePath: variables.optional("MUSTER_MAIL_DIRECTORY") ?? "mail"))
        }
        let password = try variables.secret("MUSTER_SMTP_PASSWORD")
        let name = try clientName(variables.optional("MUSTER_SMTP_HELO"))
        return SMTPMail(client: client, server: try server(url, password: password, clientName: name))
    }

    static func clientName(_ text: String?) throws(ConfigurationProblem) -> ClientName {
        guard let text else { return .ofThisHost }
        guard let name = ClientName(text) else {
            throw ConfigurationProblem(
                variable: "MUSTER_SMTP_HELO",
                problem:
                    "must be a whole host name such as muster.example.org, or an address in brackets such as [192.0.2.1]; "
                    + "mail servers refuse others, localhost too")
        }
        return name
    }

    static func server(
        _ url: String, password: String?, clientName: ClientName = .ofThisHost
    ) throws(ConfigurationProblem) -> SMTPServer {
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
            user: parts.user, password: password, clientName: clientName)
    }

    /// Plain SMTP is for a relay on this machine only.
    private static func security(_ scheme: String, host: String) -> SMTPServer.Security {
        guard scheme == "smtp" else { return .tls }
        return ["localhost", "127.0.0.1", "::1"].contains(host) ? .none : .starttls
    }
}
