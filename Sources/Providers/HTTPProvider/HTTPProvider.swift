public import Capabilities
public import Curl
import Incident

/// Any capability over HTTP at an address that the organisation configures: what its own system must answer to is
/// described in `openapi.yaml` beside this file.
///
/// Creations carry the effect key, as a member of the body that the other side keeps with the object and finds it by, and
/// as `Idempotency-Key`, for systems that honour that. A creation is never sent a second time by this client. Every call
/// goes on with the trace of what led to it (W3C Trace Context, `traceparent`).
public struct HTTPProvider: Provider {
    /// The name under which the configuration lists it.
    public let name: String
    /// How long its search may lag behind a creation, as the configuration says.
    public let searchLag: Duration
    private let base: String
    private let token: String?
    private let timeout: Duration
    private let client: CurlClient

    /// - Parameters:
    ///   - name: the name under which the configuration lists it.
    ///   - url: the base address; `https:`, or what the client's policy allows.
    ///   - token: sent as a bearer token (RFC 6750) when there is one.
    ///   - timeout: the time a call may take; default 10 seconds.
    ///   - searchLag: how long its search may lag behind a creation; default none.
    public init(
        name: String, url: String, token: String?, timeout: Duration = .seconds(10), searchLag: Duration = .zero,
        client: CurlClient
    ) {
        self.name = name
        base = url.hasSuffix("/") ? String(url.dropLast()) : url
        self.token = token
        self.timeout = timeout
        self.searchLag = searchLag
        self.client = client
    }

    /// Makes one call.
    /// - Returns: the body of a 2xx answer.
    /// - Throws: `ProviderError` for everything else.
    func exchange(_ call: ProviderCall) async throws(ProviderError) -> [UInt8] {
        var request = HTTPRequest(call.method, base + call.path, deadline: timeout)
        request.headers["Accept"] = "application/json"
        if let body = call.body {
            request.headers["Content-Type"] = "application/json"
            request.body = body
        }
        if let key = call.key { request.headers["Idempotency-Key"] = key.description }
        if let trace = TraceContext.current { request.headers["traceparent"] = trace.child().traceparent }
        if let token { request.authorize(bearer: token) }
        let response: HTTPResponse
        do {
            response = try await client.send(request)
        } catch {
            throw ProviderError(error, provider: name, call: call)
        }
        if call.isDoneWhenGone, [404, 410].contains(response.status) { return [] }
        guard response.isSuccess else { throw ProviderError(response, provider: name, call: call) }
        return response.body
    }
}
