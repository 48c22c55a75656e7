internal import Encodings

extension AMQPConfiguration {
    /// Reads `amqp://user:password@host:port/virtual-host` (the RabbitMQ URI specification), each part percent-encoded.
    ///
    /// The port is 5672 by default, 5671 for `amqps`; without a path the virtual host is `/`. A query is refused.
    /// - Parameters:
    ///   - url: the address, from the environment.
    ///   - connectionName: what the broker's operators see the connection as.
    ///   - password: replaces the URL's; for when the URL comes from a file that is not secret.
    ///   - tls: for `amqps`, which needs at least the authorities to trust; refused for `amqp`.
    /// - Throws: ``AMQPError`` `.invalidConfiguration`, which does not repeat the URL.
    public init(url: String, connectionName: String, password: String? = nil, tls: AMQPTLS? = nil) throws(AMQPError) {
        let parts: ServerURL
        do {
            parts = try ServerURL(url, schemes: ["amqp", "amqps"])
        } catch {
            throw .invalidURL("\(error)")
        }
        let path = parts.path.dropFirst()
        guard let user = parts.user, !parts.host.isEmpty, parts.query == nil, !path.contains("/"),
            let virtualHost = PercentCoding.decode(path)
        else { throw .invalidURL("not of the form amqp://user:password@host:port/virtual-host") }
        let isSecure = parts.scheme == "amqps"
        guard isSecure == (tls != nil) else {
            throw .invalidURL(isSecure ? "amqps needs a file of authorities to trust" : "TLS files need amqps")
        }
        guard let password = password ?? parts.password else { throw .invalidURL("no password") }
        guard !password.utf8.contains(0), !virtualHost.utf8.contains(0) else { throw .invalidURL("a zero byte") }
        self.init(
            host: parts.host, port: parts.port.map { Int($0) } ?? (isSecure ? 5671 : 5672), user: user,
            password: password, virtualHost: virtualHost.isEmpty ? "/" : virtualHost, tls: tls,
            connectionName: connectionName)
    }
}

extension AMQPError {
    fileprivate static func invalidURL(_ detail: String) -> AMQPError {
        AMQPError(.invalidConfiguration, operation: "reading the broker's URL", detail: detail)
    }
}
