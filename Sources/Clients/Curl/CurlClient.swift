import Synchronization

/// Sends HTTP requests and mail, over connections that are kept and shared.
///
/// ```swift
/// let client = CurlClient(policy: OutboundPolicy(allowedHosts: ["tickets.example.org"]))
/// var request = HTTPRequest("POST", "https://tickets.example.org/tickets", body: body)
/// request.authorize(bearer: token)
/// let response = try await client.send(request)
/// ```
///
/// HTTP has one thread, and mail another as soon as there is some: libcurl takes leave of a mail server with a blocking
/// call, which must not hold up requests. The threads sleep when there is nothing to do, and end with the client.
public final class CurlClient: Sendable {
    private let policy: OutboundPolicy
    private let userAgent: String
    private let requests: TransferLoop
    private let mails = Mutex<TransferLoop?>(nil)

    /// - Parameters:
    ///   - policy: where connections may go.
    ///   - maximumConnectionsPerHost: more requests wait for a free connection, within their deadline, or share one over
    ///     HTTP/2. At least 1, default 8.
    ///   - userAgent: the `User-Agent` of requests that have none.
    public init(
        policy: OutboundPolicy = OutboundPolicy(), maximumConnectionsPerHost: Int = 8, userAgent: String = "muster"
    ) {
        self.policy = policy
        self.userAgent = userAgent
        requests = TransferLoop(name: "curl-http", maximumConnectionsPerHost: maximumConnectionsPerHost)
    }

    deinit {
        requests.stop()
        mails.withLock { $0 }?.stop()
    }

    /// Sends a request and waits for the whole response. A response of any status is a response, not an error.
    ///
    /// Cancelling the task ends the exchange at once with ``CurlError/Code/cancelled``.
    public func send(_ request: HTTPRequest) async throws(CurlError) -> HTTPResponse {
        let deadline = ContinuousClock.now + request.deadline
        var current = request
        var hops = 0
        do throws(CurlError) {
            while true {
                let plan = try TransferPlan(current, policy: policy, userAgent: userAgent, deadline: deadline)
                let response = try await requests.run(plan).get()
                guard request.followsRedirects > 0,
                    let next = try Redirect.request(after: response, to: current, at: plan.destination)
                else { return response }
                hops += 1
                guard hops <= request.followsRedirects else {
                    let detail = "\(plan.destination.host) redirects for the \(hops). time"
                    throw CurlError(.tooManyRedirects, wasSent: true, detail: detail)
                }
                current = next
            }
        } catch {
            throw CurlError(error.code, wasSent: error.wasSent || hops > 0, detail: error.detail)
        }
    }

    /// Hands a message over to a mail server; returns when the server has taken it over for all recipients.
    ///
    /// Cancelling the task ends the exchange at once with ``CurlError/Code/cancelled``.
    public func send(_ mail: MailMessage, via server: SMTPServer) async throws(CurlError) {
        let deadline = ContinuousClock.now + mail.deadline
        let plan = try TransferPlan(mail, via: server, policy: policy, deadline: deadline)
        _ = try await mailLoop.run(plan).get()
    }

    private var mailLoop: TransferLoop {
        mails.withLock { loop in
            if let loop { return loop }
            let started = TransferLoop(name: "curl-mail", maximumConnectionsPerHost: 4)
            loop = started
            return started
        }
    }
}
