public import Capabilities
public import Curl
import Incident
public import JSON

/// Calls one vendor's interface over HTTP: every call within a time, with the trace of what led to it (W3C Trace Context),
/// and none of a method that the vendor has just refused for its rate.
public struct VendorClient: Sendable {
    /// The name under which the configuration lists the provider.
    public let provider: String
    private let base: String
    private let timeout: Duration
    private let authorization: VendorAuthorization
    private let dialect: VendorDialect
    private let holds: MethodHolds?
    private let client: CurlClient

    /// - Parameters:
    ///   - provider: the name under which the configuration lists it.
    ///   - url: the base address; `https:`, or what the client's policy allows.
    ///   - timeout: the time a call may take.
    ///   - holds: remembers for all calls of this process which methods are to be left alone; `nil` when a rate limit is one of
    ///     the whole system, whose circuit then opens.
    public init(
        provider: String, url: String, authorization: VendorAuthorization, timeout: Duration,
        dialect: VendorDialect = .problemDetails, holds: MethodHolds? = nil, client: CurlClient
    ) {
        self.provider = provider
        base = url.hasSuffix("/") ? String(url.dropLast()) : url
        self.authorization = authorization
        self.timeout = timeout
        self.dialect = dialect
        self.holds = holds
        self.client = client
    }

    /// The moment by which several calls that are one effect are to be over: as if they were one call.
    public var deadline: ContinuousClock.Instant { .now + timeout }

    /// Makes one call.
    /// - Parameter deadline: a moment by which it is to be over, if that is before its own time is.
    /// - Returns: an answer that is a success (2xx), or says that there is no such thing where that was wanted.
    /// - Throws: `ProviderError` for everything else.
    @discardableResult
    public func send(
        _ call: VendorCall, by deadline: ContinuousClock.Instant? = nil
    ) async throws(ProviderError) -> HTTPResponse {
        if let wait = holds?.wait(for: method(of: call)) {
            throw ProviderError(heldFor: wait, provider: provider, call: call)
        }
        let remaining = deadline.map { ContinuousClock.now.duration(to: $0) } ?? timeout
        guard remaining >= .milliseconds(1) else { throw ProviderError(noTimeFor: call, provider: provider) }
        let response: HTTPResponse
        do {
            response = try await client.send(request(call, within: min(remaining, timeout)))
        } catch {
            throw ProviderError(error, provider: provider, call: call)
        }
        let refusal = response.isSuccess ? dialect.refusal(response) : nil
        if response.status == 429 || refusal?.meaning == .rateLimited {
            holds?.refused(method(of: call), asked: dialect.wait(response))
        } else {
            holds?.accepted(method(of: call))
        }
        if call.isDoneWhenGone, [404, 410].contains(response.status) { return response }
        guard response.isSuccess else {
            throw ProviderError(
                response, provider: provider, call: call, dialect: dialect, limitsMethods: holds != nil)
        }
        if let refusal {
            throw ProviderError(
                refusal, wait: dialect.wait(response), provider: provider, call: call, limitsMethods: holds != nil)
        }
        return response
    }

    /// Makes a call and reads its answer.
    /// - Throws: `ProviderError`, also for an answer that is not what the interface says.
    public func read<Value>(
        _ call: VendorCall, by deadline: ContinuousClock.Instant? = nil, _ body: (JSONReader) throws -> Value
    ) async throws(ProviderError) -> Value {
        let response = try await send(call, by: deadline)
        do {
            return try body(JSONReader(JSON.parse(response.body)))
        } catch {
            throw ProviderError(unreadable: error, provider: provider, call: call)
        }
    }

    private func method(of call: VendorCall) -> String { "\(provider) \(call.operation)" }

    private func request(_ call: VendorCall, within time: Duration) -> HTTPRequest {
        var request = HTTPRequest(call.method, base + call.path, deadline: time)
        request.headers["Accept"] = "application/json"
        if let body = call.body {
            request.headers["Content-Type"] = dialect.contentType
            request.body = body
        }
        if let key = call.key { request.headers["Idempotency-Key"] = key.description }
        if let trace = TraceContext.current { request.headers["traceparent"] = trace.child().traceparent }
        switch authorization {
        case .none: break
        case .bearer(let token): request.authorize(bearer: token)
        case .basic(let user, let password): request.authorize(user: user, password: password)
        }
        return request
    }
}
