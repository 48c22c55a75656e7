public import Curl
import Encodings
import JSON

/// RabbitMQ's management API over HTTP, for one virtual host.
public struct ManagementClient: Sendable {
    /// The virtual host that everything is about.
    public let virtualHost: String
    /// The user that the client logs in as.
    public let user: String
    private let password: String
    private let base: String
    private let client: CurlClient

    /// - Parameters:
    ///   - url: `http://user:password@host:15672`, both percent-encoded where needed.
    ///   - client: another client than one that may reach the URL's host and no other.
    /// - Throws: ``TopologyError`` when the URL is none.
    public init(url: String, virtualHost: String, client: CurlClient? = nil) throws(TopologyError) {
        guard let address = ManagementAddress(url) else {
            throw TopologyError(
                .invalidAddress,
                "The management address must look like http://user:password@host:15672. Set MUSTER_MANAGEMENT_URL.")
        }
        self.virtualHost = virtualHost
        user = address.user
        password = address.password
        base = address.base
        self.client =
            client
            ?? CurlClient(policy: OutboundPolicy(allowedHosts: [address.host], plainHTTPHosts: [address.host]))
    }

    /// Sends a request to `/api/<path>` and reads the answer; `null` when it has no body.
    ///
    /// - Parameters:
    ///   - path: parts that are percent-encoded here.
    ///   - query: what comes after the `?`, encoded.
    ///   - absent: whether 404 is an answer as well, read as `nil`.
    ///   - deadline: how long the whole may take.
    func call(
        _ method: String, _ path: [String], query: String = "", body: JSON? = nil, absent: Bool = false,
        deadline: Duration = .seconds(30)
    ) async throws(TopologyError) -> JSON? {
        let url = "\(base)/api/\(path.map(PercentCoding.encode).joined(separator: "/"))\(query)"
        var request = HTTPRequest(
            method, url, body: body?.bytes() ?? [], deadline: deadline, maximumResponseBytes: 64 << 20)
        if body != nil { request.headers["Content-Type"] = "application/json" }
        request.authorize(user: user, password: password)
        let place = "\(method) /api/\(path.joined(separator: "/"))"
        let response: HTTPResponse
        do {
            response = try await client.send(request)
        } catch {
            throw TopologyError(
                .unreachable, "The management API at \(base) does not answer (\(error)). Does the broker run?")
        }
        if response.status == 404, absent { return nil }
        guard response.isSuccess else { throw failure(place, response) }
        guard !response.body.isEmpty else { return .null }
        do {
            return try JSON.parse(response.body, limits: JSONLimits(bytes: 64 << 20, values: 5_000_000))
        } catch {
            throw TopologyError(.refused, "\(place) at \(base) answers with something that is no JSON: \(error).")
        }
    }

    private func failure(_ place: String, _ response: HTTPResponse) -> TopologyError {
        let answer = (try? JSON.parse(response.body)) ?? .null
        let reason =
            ErlangText.readable(answer["reason"]) ?? ErlangText.readable(answer["error"])
            ?? "status \(response.status)"
        if response.status == 401 || response.status == 403 {
            return TopologyError(
                .notAuthorised,
                "\(base) refuses the user \(user) (\(reason)). It needs the right password and the tag administrator.")
        }
        return TopologyError(.refused, "\(place) at \(base) was refused: \(reason.prefix(500)).")
    }
}
