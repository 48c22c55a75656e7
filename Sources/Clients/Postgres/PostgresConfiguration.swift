/// Where the database is and how to behave towards it.
public struct PostgresConfiguration: Sendable {
    /// How the connection is protected.
    public enum TLS: Sendable, Hashable {
        /// Plain text: for loopback and private networks.
        case disabled
        /// TLS 1.2 or later; the server's certificate must be valid, signed by an authority in this PEM file, and
        /// issued for the host's name.
        case verifyFull(rootCertificateFile: String)
    }

    /// The host's name or address, or the folder of a Unix socket.
    public var host: String
    /// Default 5432.
    public var port: UInt16
    /// The database's name.
    public var database: String
    /// The role to log in as.
    public var user: String
    var password: String?
    /// How the connections are protected.
    public var tls: TLS

    /// What the server shows as the origin of the connections (`pg_stat_activity.application_name`).
    public var applicationName: String
    /// How long connecting may take, authentication included. Default 5 s.
    public var connectTimeout: Duration = .seconds(5)
    /// How long a statement may run on the server before it is cancelled there (57014). Default 30 s.
    public var statementTimeout: Duration = .seconds(30)
    /// How long a transaction may wait for its next statement before the server ends the session. Default 60 s.
    public var idleInTransactionTimeout: Duration = .seconds(60)
    /// How long sent data may stay unacknowledged before the connection counts as lost. Default 15 s.
    public var tcpUserTimeout: Duration = .seconds(15)
    /// Connections at most. Range 1…64, default 4: statements outside transactions share connections, so few suffice.
    public var poolSize: Int = 4
    /// How long a caller waits for a connection, also while the server is away. A wrong password or certificate is
    /// reported at once. Default 10 s.
    public var poolTimeout: Duration = .seconds(10)
    /// Callers that may wait for a connection at the same time; more are refused at once. Default 4,096.
    public var poolQueueLimit: Int = 4_096
    /// The wait before the first attempt to reconnect; it doubles with each further one, and half of it is random.
    /// Default 100 ms.
    public var reconnectDelay: Duration = .milliseconds(100)
    /// The longest wait between attempts to reconnect. Default 10 s.
    public var reconnectDelayLimit: Duration = .seconds(10)

}

extension PostgresConfiguration: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The address without the password.
    public var description: String {
        "postgres://\(user)@\(host):\(port)/\(database)?sslmode=\(tls == .disabled ? "disable" : "verify-full")"
    }

    /// The address without the password.
    public var debugDescription: String { description }

    /// Keeps the password out of `dump`.
    public var customMirror: Mirror { Mirror(self, children: ["address": description]) }
}
