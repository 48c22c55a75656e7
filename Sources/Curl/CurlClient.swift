/// Sends HTTP requests and mail from one thread of its own, over connections that are kept and shared.
public final class CurlClient: Sendable {
    private let policy: OutboundPolicy
    private let userAgent: String

    /// - Parameters:
    ///   - policy: where connections may go.
    ///   - maximumConnectionsPerHost: more requests wait for a free connection, or share one over HTTP/2. Default 8.
    ///   - userAgent: the `User-Agent` of requests that have none.
    public init(
        policy: OutboundPolicy = OutboundPolicy(), maximumConnectionsPerHost: Int = 8, userAgent: String = "muster"
    ) {
        self.policy = policy
        self.userAgent = userAgent
    }

    /// Sends a request and waits for the whole response. A response of any status is a response, not an error.
    public func send(_ request: HTTPRequest) async throws(CurlError) -> HTTPResponse {
        throw CurlError(.invalidRequest, wasSent: false, detail: "\(request)")
    }

    /// Hands a message over to a mail server; returns when the server has taken it over.
    public func send(_ mail: MailMessage, via server: SMTPServer) async throws(CurlError) {
        throw CurlError(.invalidRequest, wasSent: false, detail: "\(server)")
    }
}
