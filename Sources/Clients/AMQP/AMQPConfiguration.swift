/// Where the broker is and how to treat the connection.
public struct AMQPConfiguration: Sendable, Hashable {
    /// A name, an address of IP version 4, or one of version 6 without brackets.
    public var host: String
    /// 1…65535.
    public var port: Int
    /// The user that the broker knows.
    public var user: String
    /// Never shown: descriptions and mirrors leave it out.
    public var password: String
    /// The virtual host, `/` by default.
    public var virtualHost: String
    /// `nil` for a plain connection.
    public var tls: AMQPTLS?
    /// What the broker's management shows for the connection.
    public var connectionName: String
    /// The heartbeat to ask for; the broker may lower it. A silent peer is given up after two. Default 10 s, range
    /// 1 s…1 h, in whole seconds; there is no way to run without.
    public var heartbeat: Duration = .seconds(10)
    /// For the TCP connection, and again for the handshakes. Default 5 s.
    public var connectTimeout: Duration = .seconds(5)
    /// For the answer to a method; the connection is given up when there is none. Default 10 s.
    public var rpcTimeout: Duration = .seconds(10)
    /// The largest frame in bytes. Default 131072, range 69632…1048576; a broker that wants smaller frames is refused.
    public var frameMax = 131_072
    /// The wait before a reconnect grows from the lower to the upper bound, less a random half. Default 200 ms…15 s.
    public var reconnectDelay: ClosedRange<Duration> = .milliseconds(200) ... .seconds(15)

    /// A configuration with the defaults of the other settings.
    public init(
        host: String, port: Int, user: String, password: String, virtualHost: String = "/", tls: AMQPTLS? = nil,
        connectionName: String
    ) {
        self.host = host
        self.port = port
        self.user = user
        self.password = password
        self.virtualHost = virtualHost
        self.tls = tls
        self.connectionName = connectionName
    }
}

extension AMQPConfiguration: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The URL without the password.
    public var description: String {
        let name = host.contains(":") ? "[\(host)]" : host
        return "\(tls == nil ? "amqp" : "amqps")://\(user)@\(name):\(port)/\(virtualHost == "/" ? "" : virtualHost)"
    }

    /// The URL without the password.
    public var debugDescription: String { description }

    /// Shows the URL without the password, and nothing else.
    public var customMirror: Mirror { Mirror(self, children: ["url": description]) }
}
