import Encodings

/// A request for ``CurlClient/send(_:)``.
public struct HTTPRequest: Sendable, CustomStringConvertible, CustomDebugStringConvertible {
    /// The method in upper case, for example `POST`.
    public var method: String
    /// The absolute address: `https:`, or `http:` where the ``OutboundPolicy`` allows it. Without user name and password:
    /// secrets travel in headers only.
    public var url: String
    /// The header fields; `Host`, `Content-Length` and the like are added when it is sent.
    public var headers: HTTPHeaders
    /// The content; empty for none.
    public var body: [UInt8]
    /// The time for the whole exchange, redirects included. At least a millisecond; default 10 seconds.
    public var deadline: Duration
    /// A longer response body ends the exchange with ``CurlError/Code/responseTooLarge``. Default 1 MiB.
    public var maximumResponseBytes: Int
    /// How many redirects to follow. Default 0: the answer with the redirect is the response.
    /// Each hop passes the ``OutboundPolicy``; `Authorization`, `Cookie` and `Proxy-Authorization` go to the same host only.
    public var followsRedirects: Int
    /// Whether the request may be sent a second time on a new connection, when a kept-alive one turns out to be closed.
    /// Default: what RFC 9110 section 9.2.2 says of the method. Set it for a `POST` with an idempotency key that the
    /// server is known to honour.
    public var isIdempotent: Bool

    /// A request; idempotent when its method is.
    public init(
        _ method: String, _ url: String, headers: HTTPHeaders = [:], body: [UInt8] = [],
        deadline: Duration = .seconds(10), maximumResponseBytes: Int = 1 << 20, followsRedirects: Int = 0
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.deadline = deadline
        self.maximumResponseBytes = maximumResponseBytes
        self.followsRedirects = followsRedirects
        isIdempotent = ["GET", "HEAD", "OPTIONS", "PUT", "DELETE", "TRACE"].contains(method)
    }

    /// Sets the `Authorization` header to a bearer token (RFC 6750).
    public mutating func authorize(bearer token: String) {
        headers["Authorization"] = "Bearer \(token)"
    }

    /// Sets the `Authorization` header to a user name and password (RFC 7617).
    public mutating func authorize(user: String, password: String) {
        headers["Authorization"] = "Basic \(Base64.standard.encode(Array("\(user):\(password)".utf8)))"
    }

    /// Method and address without query, headers and body, which may hold secrets.
    public var description: String {
        "\(method) \(url.prefix { $0 != "?" && $0 != "#" })"
    }

    /// Method and address, without header and body.
    public var debugDescription: String { description }
}
