import Encodings
import FoundationEssentials

/// The parts of a `postgres://` address.
struct PostgresURL: Sendable, Hashable {
    var user: String
    var password: String?
    var host: String
    var port: UInt16
    var database: String
    var tls: PostgresConfiguration.TLS

    /// Debian's and Red Hat's bundles of the system's certificate authorities.
    static let systemAuthorities = ["/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt"]

    init(_ url: String) throws(PostgresError) {
        let parts: ServerURL
        do {
            parts = try ServerURL(url, schemes: ["postgres", "postgresql"])
        } catch {
            throw Self.invalid("\(error)")
        }
        let options = try Self.options(parts.query ?? [])
        guard let user = parts.user else { throw Self.invalid("it names no user") }
        self.user = user
        password = parts.password
        host = options["host"] ?? parts.host
        guard !host.isEmpty else { throw Self.invalid("it names no host") }
        // libpq would take a comma for a list of hosts.
        guard !host.contains(",") else { throw Self.invalid("it names several hosts") }
        port = parts.port ?? 5432
        guard let name = PercentCoding.decode(parts.path.dropFirst()), !name.utf8.contains(0) else {
            throw Self.invalid("the database is not percent-encoded UTF-8")
        }
        database = name.isEmpty ? user : name
        tls = try Self.tls(options, host: host)
    }

    private static func invalid(_ what: String) -> PostgresError {
        PostgresError(.invalidConfiguration, "the database address is wrong: \(what)")
    }

    private static func options(_ query: [ServerURL.Option]) throws(PostgresError) -> [String: String] {
        var options: [String: String] = [:]
        for option in query {
            guard ["sslmode", "sslrootcert", "host"].contains(option.name) else {
                // The key is not repeated: an unescaped `?` in a password makes the rest of the address look like options.
                throw invalid("it has an unknown option; known are sslmode, sslrootcert and host")
            }
            options[option.name] = option.value
        }
        return options
    }

    private static func tls(
        _ options: [String: String], host: String
    ) throws(PostgresError) -> PostgresConfiguration.TLS {
        let isLocal = host == "localhost" || host == "::1" || host.hasPrefix("127.") || host.hasPrefix("/")
        switch options["sslmode"] ?? (isLocal ? "disable" : "verify-full") {
        case "disable":
            guard options["sslrootcert"] == nil else { throw invalid("sslrootcert needs sslmode=verify-full") }
            return .disabled
        case "verify-full":
            let bundle = systemAuthorities.first { FileManager.default.fileExists(atPath: $0) }
            guard let file = options["sslrootcert"] ?? bundle else { throw invalid("sslrootcert is missing") }
            return .verifyFull(rootCertificateFile: file)
        default:
            throw invalid("sslmode must be disable or verify-full")
        }
    }
}
