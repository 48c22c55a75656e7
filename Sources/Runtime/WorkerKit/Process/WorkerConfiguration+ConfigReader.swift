import Configuration
public import Environment
import FoundationEssentials
import Logging

extension WorkerConfiguration {
    /// Reads the configuration; each key is an environment variable, `MUSTER_` and the key in capitals.
    ///
    /// - `database_url` (string, required, secret, or `database_url_file`): `postgres://…`
    /// - `amqp_url` (string, required, secret, or `amqp_url_file`): `amqp://…`
    /// - `http_host` (string, 127.0.0.1), `http_port` (int, 0), `port_file` (string, none)
    /// - `public_url` (string, http://localhost:8080)
    /// - `instance` (string, 1)
    /// - `batch` (int, 1…1000, 200), `prefetch` (int, 1…65535, 500), `concurrency` (int, 1…1000, 32)
    /// - `maximum_attempts` (int, 1…20, 5), `drain_seconds` (int, 1…300, 20)
    /// - `database_connections` (int, 1…64, 4)
    /// - `outbound_allow` (string, none): CIDRs and hosts, separated by commas
    /// - `log_format` (json or human, json), `log_level` (a level of swift-log, info)
    ///
    /// `MUSTER_ZONEINFO` (/usr/share/zoneinfo) is where `ZoneFiles` finds the data of time zones.
    /// - Throws: ``ConfigurationProblem``, naming the variable.
    public init(environment: [String: String]) throws(ConfigurationProblem) {
        let reader = EnvironmentReader(environment)
        databaseURL = try reader.secret("DATABASE_URL")
        brokerURL = try reader.secret("AMQP_URL")
        httpHost = reader.optional("HTTP_HOST") ?? "127.0.0.1"
        httpPort = try reader.int("HTTP_PORT", in: 0...65535, default: 0)
        portFile = reader.optional("PORT_FILE")
        publicURL = reader.optional("PUBLIC_URL").map(Self.withoutSlash) ?? "http://localhost:8080"
        instance = reader.optional("INSTANCE") ?? "1"
        batch = try reader.int("BATCH", in: 1...1000, default: 200)
        prefetch = try reader.int("PREFETCH", in: 1...65535, default: 500)
        concurrency = try reader.int("CONCURRENCY", in: 1...1000, default: 32)
        maximumAttempts = try reader.int("MAXIMUM_ATTEMPTS", in: 1...20, default: 5)
        drainSeconds = try reader.int("DRAIN_SECONDS", in: 1...300, default: 20)
        databaseConnections = try reader.int("DATABASE_CONNECTIONS", in: 1...64, default: 4)
        outboundAllow = (reader.optional("OUTBOUND_ALLOW") ?? "").split(separator: ",").map {
            String($0.filter { $0 != " " })
        }
        logFormat = try reader.word("LOG_FORMAT", default: .json)
        logLevel = try reader.word("LOG_LEVEL", default: .info)
    }

    private static func withoutSlash(_ url: String) -> String {
        url.hasSuffix("/") ? String(url.dropLast()) : url
    }
}
