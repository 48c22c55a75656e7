public import Logging

/// What a process is told by its environment. Read once at the start; a wrong value stops the start with its name.
public struct WorkerConfiguration: Sendable {
    /// How log lines look.
    public enum LogFormat: String, Sendable, CaseIterable {
        /// One JSON object a line.
        case json
        /// Aligned text for people.
        case human
    }

    /// Where the database is, with the process' own role.
    public var databaseURL: String
    /// Where the broker is, with the process' own user.
    public var brokerURL: String
    /// The address that the HTTP server listens on. Default 127.0.0.1.
    public var httpHost: String
    /// The port of the HTTP server: 0 for any. Range 0…65535, default 0.
    public var httpPort: Int
    /// The file that the port is written to once it is known; `nil` for none.
    public var portFile: String?
    /// The base of every link, without a slash at its end. Default http://localhost:8080.
    public var publicURL: String
    /// Tells instances of the process apart in logs. Default 1.
    public var instance: String
    /// Messages in one transaction at most. Range 1…1000, default 200.
    public var batch: Int
    /// Deliveries without a settlement at most. Range 1…65535, default 500.
    public var prefetch: Int
    /// Handlers with effects side by side. Range 1…1000, default 32.
    public var concurrency: Int
    /// Tries that a message gets. Range 1…20, default 5.
    public var maximumAttempts: Int
    /// How long a shutdown waits for handlers, in seconds. Range 1…300, default 20.
    public var drainSeconds: Int
    /// Database connections. Range 1…64, default 4.
    public var databaseConnections: Int
    /// Networks (CIDR) and hosts that providers may be at although they are private; separated by commas.
    public var outboundAllow: [String]
    /// How log lines look. Default `json`.
    public var logFormat: LogFormat
    /// The lowest level that is logged. Default `info`.
    public var logLevel: Logger.Level
}
