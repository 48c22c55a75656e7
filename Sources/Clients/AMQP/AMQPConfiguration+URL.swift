extension AMQPConfiguration {
    /// Reads `amqp://user:password@host:port/virtual-host` (the RabbitMQ URI specification), each part percent-encoded.
    ///
    /// The port is 5672 by default, 5671 for `amqps`; without a path the virtual host is `/`. A query is refused.
    /// - Parameters:
    ///   - password: replaces the URL's; for when the URL comes from a file that is not secret.
    ///   - tls: for `amqps`, which needs at least the authorities to trust; refused for `amqp`.
    /// - Throws: ``AMQPError`` `.invalidConfiguration`, which does not repeat the URL.
    public init(url: String, connectionName: String, password: String? = nil, tls: AMQPTLS? = nil) throws(AMQPError) {
        guard let parts = URLParts(url) else {
            throw .invalidURL("not of the form amqp://user:password@host:port/virtual-host")
        }
        guard parts.isSecure == (tls != nil) else {
            throw .invalidURL(parts.isSecure ? "amqps needs a file of authorities to trust" : "TLS files need amqps")
        }
        guard let password = password ?? parts.password else { throw .invalidURL("no password") }
        for part in [parts.user, password, parts.host, parts.virtualHost] where part.utf8.contains(0) {
            throw .invalidURL("a zero byte")
        }
        self.init(
            host: parts.host, port: parts.port ?? (parts.isSecure ? 5671 : 5672), user: parts.user, password: password,
            virtualHost: parts.virtualHost, tls: tls, connectionName: connectionName)
    }
}

extension AMQPError {
    fileprivate static func invalidURL(_ detail: String) -> AMQPError {
        AMQPError(.invalidConfiguration, operation: "reading the broker's URL", detail: detail)
    }
}

/// The parts of a URL, percent-decoded.
private struct URLParts {
    var isSecure: Bool
    var user: String
    var password: String?
    var host: String
    var port: Int?
    var virtualHost: String

    init?(_ url: String) {
        guard let colon = url.firstRange(of: "://"), !url.contains("?"), !url.contains("#") else { return nil }
        switch url[..<colon.lowerBound].lowercased() {
        case "amqp": isSecure = false
        case "amqps": isSecure = true
        default: return nil
        }
        let rest = url[colon.upperBound...]
        let authority = rest.prefix { $0 != "/" }
        let path = rest.dropFirst(authority.count + 1)
        guard !path.contains("/"), let virtualHost = percentDecoded(path) else { return nil }
        self.virtualHost = virtualHost.isEmpty ? "/" : virtualHost
        guard let at = authority.lastIndex(of: "@") else { return nil }
        let credentials = authority[..<at].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard let user = percentDecoded(credentials[0]), !user.isEmpty else { return nil }
        self.user = user
        if credentials.count == 2 {
            guard let password = percentDecoded(credentials[1]) else { return nil }
            self.password = password
        }
        guard let (host, port) = Self.hostAndPort(authority[authority.index(after: at)...]) else { return nil }
        self.host = host
        self.port = port
    }

    private static func hostAndPort(_ text: Substring) -> (host: String, port: Int?)? {
        var host = text
        var port: Substring?
        if text.first == "[", let end = text.firstIndex(of: "]") {
            host = text[text.index(after: text.startIndex)..<end]
            let rest = text[text.index(after: end)...]
            guard rest.isEmpty || rest.first == ":" else { return nil }
            port = rest.isEmpty ? nil : rest.dropFirst()
        } else if let colon = text.firstIndex(of: ":") {
            host = text[..<colon]
            port = text[text.index(after: colon)...]
        }
        guard let name = percentDecoded(host), !name.isEmpty else { return nil }
        guard let port else { return (name, nil) }
        guard let number = UInt16(port), number > 0 else { return nil }
        return (name, Int(number))
    }
}

private func percentDecoded(_ text: Substring) -> String? {
    guard text.utf8.contains(UInt8(ascii: "%")) else { return String(text) }
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
        guard byte == UInt8(ascii: "%") else {
            bytes.append(byte)
            continue
        }
        guard let high = rest.popFirst(), let low = rest.popFirst(),
            let high = Character(UnicodeScalar(high)).hexDigitValue,
            let low = Character(UnicodeScalar(low)).hexDigitValue
        else { return nil }
        bytes.append(UInt8(high * 16 + low))
    }
    return String(validating: bytes, as: UTF8.self)
}
