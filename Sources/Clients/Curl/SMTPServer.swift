/// A server to submit mail to (RFC 6409).
public struct SMTPServer: Sendable, CustomStringConvertible, CustomDebugStringConvertible {
    /// How the connection is protected.
    public enum Security: String, Sendable, CaseIterable {
        /// Starts in clear text and must change to TLS before anything else is said (RFC 3207). Usual port 587.
        case starttls
        /// TLS from the first byte (RFC 8314). Usual port 465.
        case tls
        /// No TLS. Refused unless the address is loopback.
        case none
    }

    /// A name or an address.
    public var host: String
    /// 1...65535.
    public var port: Int
    /// How the connection is protected.
    public var security: Security
    /// Authenticates with `password` when set (SASL PLAIN or LOGIN, inside TLS unless the server is on loopback).
    public var user: String?
    /// Never shown: descriptions leave it out.
    public var password: String?
    /// A PEM file with the certificate authorities to trust for this server; else the policy's.
    public var caFile: String?
    /// What to introduce ourselves with (`EHLO`). Default ``ClientName/ofThisHost``.
    public var clientName: ClientName

    /// A server; by default with STARTTLS on port 587.
    public init(
        host: String, port: Int = 587, security: Security = .starttls, user: String? = nil, password: String? = nil,
        caFile: String? = nil, clientName: ClientName = .ofThisHost
    ) {
        self.host = host
        self.port = port
        self.security = security
        self.user = user
        self.password = password
        self.caFile = caFile
        self.clientName = clientName
    }

    /// Host, port and protection; never user or password.
    public var description: String { "\(host):\(port) (\(security.rawValue))" }
    /// Host, port and protection; never user or password.
    public var debugDescription: String { description }
}
