public import Capabilities
public import Curl
import VendorCalls

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
    private let vendor: VendorClient

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
        self.searchLag = searchLag
        vendor = VendorClient(
            provider: name, url: url, authorization: token.map { .bearer($0) } ?? .none, timeout: timeout,
            client: client)
    }

    /// Makes one call.
    /// - Returns: the body of a 2xx answer; nothing when what was to go is gone.
    /// - Throws: `ProviderError` for everything else.
    func exchange(_ call: VendorCall) async throws(ProviderError) -> [UInt8] {
        let response = try await vendor.send(call)
        return response.isSuccess ? response.body : []
    }
}
