public import Environment
import FoundationEssentials
import NIOCore

/// Where a mail server listens, as the environment says.
public struct SMTPListening: Sendable, Hashable {
    /// Default 127.0.0.1: mail of other machines comes through the site's own mail server, which knows whom to believe.
    public var host: String
    /// 0 for any.
    public var port: Int
    /// The file that the port is written to once it is known; `nil` for none.
    public var portFile: String?

    /// A place that is known.
    public init(host: String = "127.0.0.1", port: Int, portFile: String? = nil) {
        self.host = host
        self.port = port
        self.portFile = portFile
    }

    /// Reads `MUSTER_SMTP_PORT` (0…65535; without it there is no mail server), `MUSTER_SMTP_HOST` (127.0.0.1) and
    /// `MUSTER_SMTP_PORT_FILE`.
    /// - Throws: `ConfigurationProblem` for a port that is none.
    public init?(_ variables: EnvironmentVariables) throws(ConfigurationProblem) {
        guard let text = variables.optional("MUSTER_SMTP_PORT") else { return nil }
        guard let port = Int(text), (0...65535).contains(port) else {
            throw ConfigurationProblem(
                variable: "MUSTER_SMTP_PORT", problem: "is `\(text)`; it must be a whole number from 0 to 65535")
        }
        self.init(
            host: variables.optional("MUSTER_SMTP_HOST") ?? "127.0.0.1", port: port,
            portFile: variables.optional("MUSTER_SMTP_PORT_FILE"))
    }

    /// Runs what begins to listen.
    /// - Throws: `ConfigurationProblem` when nothing can listen there.
    func explaining<Result: Sendable>(_ listen: () async throws -> Result) async throws -> Result {
        do {
            return try await listen()
        } catch let error as IOError {
            throw ConfigurationProblem(
                listeningFailed: error.errnoCode, host: host, port: port, variables: "MUSTER_SMTP") ?? error
        }
    }

    func announce(port: Int?) throws {
        guard let portFile, let port else { return }
        try Data("\(port)\n".utf8).write(to: URL(filePath: portFile), options: .atomic)
    }
}
