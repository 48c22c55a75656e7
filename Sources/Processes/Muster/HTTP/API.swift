import Curl
import Encodings
import FoundationEssentials
import JSON

/// Muster's HTTP API, as `MUSTER_URL` and `MUSTER_API_KEY` say.
struct API: Sendable {
    private let base: String
    private let key: String
    private let client: CurlClient

    init(_ settings: Settings = .process) throws(CommandFailure) {
        let url = try settings.secret("MUSTER_URL")
        let parts: ServerURL
        do {
            parts = try ServerURL(url, schemes: ["http", "https"])
        } catch {
            throw CommandFailure("MUSTER_URL must look like https://muster.example.org: \(error).")
        }
        guard !parts.host.isEmpty, parts.user == nil, parts.password == nil, parts.query == nil else {
            throw CommandFailure("MUSTER_URL must name a host and neither user nor query: https://muster.example.org.")
        }
        base = url.hasSuffix("/") ? String(url.dropLast()) : url
        key = try settings.secret("MUSTER_API_KEY")
        client = CurlClient(
            policy: OutboundPolicy(
                allowedHosts: [parts.host], plainHTTPHosts: parts.scheme == "http" ? [parts.host] : []))
    }

    /// Reads.
    func get(_ path: [String], _ query: [(String, String?)] = []) async throws(CommandFailure) -> JSON {
        try Self.json(await send("GET", path, query: query))
    }

    /// Writes, under an idempotency key, so that a repetition by the network does nothing twice.
    /// - Parameter isDrill: whether it is an exercise.
    func post(
        _ path: [String], _ body: JSON, query: [(String, String?)] = [], type: String = "application/json",
        isDrill: Bool = false
    ) async throws(CommandFailure) -> JSON {
        try Self.json(
            await send(
                "POST", path, query: query, body: body.bytes(),
                headers: [
                    ("Content-Type", type), ("Idempotency-Key", UUIDText.string(from: UUID())),
                ] + (isDrill ? [("Muster-Drill", "true")] : [])))
    }

    func patch(_ path: [String], _ body: JSON) async throws(CommandFailure) -> JSON {
        try Self.json(
            await send("PATCH", path, body: body.bytes(), headers: [("Content-Type", "application/json")]))
    }

    func put(_ path: [String], _ body: JSON) async throws(CommandFailure) -> JSON {
        try Self.json(await send("PUT", path, body: body.bytes(), headers: [("Content-Type", "application/json")]))
    }

    func delete(_ path: [String], _ query: [(String, String?)] = []) async throws(CommandFailure) -> JSON {
        try Self.json(await send("DELETE", path, query: query))
    }

    /// Sends a request; an answer other than 2xx is a failure with the server's own sentence.
    func send(
        _ method: String, _ path: [String], query: [(String, String?)] = [], body: [UInt8] = [],
        headers: [(String, String)] = [], maximumResponseBytes: Int = 16 << 20
    ) async throws(CommandFailure) -> HTTPResponse {
        let parameters = query.compactMap { name, value in value.map { "\(name)=\(PercentCoding.encode($0))" } }
        let address =
            base + "/api/v1/" + path.map(PercentCoding.encode).joined(separator: "/")
            + (parameters.isEmpty ? "" : "?\(parameters.joined(separator: "&"))")
        var request = HTTPRequest(
            method, address, body: body, deadline: .seconds(30), maximumResponseBytes: maximumResponseBytes)
        for (name, value) in headers { request.headers[name] = value }
        request.authorize(bearer: key)
        let response: HTTPResponse
        do {
            response = try await client.send(request)
        } catch {
            throw CommandFailure("\(base) does not answer (\(error)). Is it up? See `ops/status`, or set MUSTER_URL.")
        }
        guard response.isSuccess else { throw Self.failure(response) }
        return response
    }

    static func json(_ response: HTTPResponse) throws(CommandFailure) -> JSON {
        do {
            return try JSON.parse(response.body, limits: JSONLimits(bytes: 16 << 20))
        } catch {
            throw CommandFailure("The server's answer is no JSON (\(error)). Does MUSTER_URL name Muster's intake?")
        }
    }

    /// The server's problem details (RFC 9457) as a sentence.
    static func failure(_ response: HTTPResponse) -> CommandFailure {
        let problem = (try? JSON.parse(response.body)) ?? .null
        var detail = problem["detail"]?.stringValue ?? problem["title"]?.stringValue ?? "no reason given"
        var faults = (problem["errors"]?.arrayValue ?? []).prefix(10).compactMap { fault in
            fault["detail"]?.stringValue.map { (place: fault["pointer"]?.stringValue ?? "", detail: $0) }
        }
        // The only fault of a request is its detail already.
        if faults.count == 1 { faults = [] }
        let advice =
            switch response.status {
            case 401: " Set MUSTER_API_KEY, or MUSTER_API_KEY_FILE, to one with the scope that this needs (`--scope`)."
            case 429, 503: retry(response, detail)
            default: ""
            }
        // Several faults follow one by one.
        if faults.contains(where: { detail.contains($0.detail) }) { detail = "The request has several faults" }
        let sentence = Plain.line(detail.hasSuffix(".") ? String(detail.dropLast()) : detail)
        let list = faults.map { Plain.line("  \($0.place): \($0.detail)") }
        return CommandFailure((["\(sentence).\(advice)"] + list).joined(separator: "\n"))
    }

    /// When to try again, unless the server has said that in words.
    private static func retry(_ response: HTTPResponse, _ detail: String) -> String {
        guard let wait = response.retryAfter else { return detail.contains("try again") ? "" : " Try again later." }
        return " \(detail.contains("try again") ? "It asks to wait" : "Try again in") \(wait.components.seconds) s."
    }
}
