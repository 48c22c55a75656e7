import Curl
import FoundationEssentials
import JSON
import StatesLanguage

/// The step `http_request`: asks an address once. Whether it is asked again, the playbook's Retry says.
struct HTTPCall: Sendable {
    /// What a step's answer may have at most, of which the body is the greatest part.
    static let maximumResponseBytes = 200 << 10

    private let request: HTTPRequest
    private let raises: Bool

    /// Reads what the step is given: `url`, `method` (GET), `headers`, `json` or `data`, `timeout` in seconds (10, at most 60), and
    /// `raise_for_status` (true).
    /// - Parameters:
    ///   - key: what the request is known by when it has to be made again: other methods than safe ones have it as
    ///     `Idempotency-Key`.
    ///   - limit: seconds that are left for it.
    init(_ input: JSON, key: String, limit: Double? = nil) throws(StepRefusal) {
        do {
            let reader = JSONReader(input)
            try reader.object(allowing: "url", "method", "headers", "json", "data", "timeout", "raise_for_status")
            let method = try reader.optionalString("method", length: 1...10)?.uppercased() ?? "GET"
            guard ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"].contains(method) else {
                throw StepRefusal.parameters("method must be GET, HEAD, POST, PUT, PATCH or DELETE: \(method) is none.")
            }
            var request = HTTPRequest(method, try reader.string("url", length: 1...4000))
            if !["GET", "HEAD"].contains(method) { request.headers["Idempotency-Key"] = key }
            let data = try reader.optionalString("data", length: 0...262_144)
            if let json = input["json"] {
                guard data == nil else { throw StepRefusal.parameters("json and data exclude each other.") }
                request.body = json.bytes()
                request.headers["Content-Type"] = "application/json"
            } else if let data {
                request.body = Array(data.utf8)
            }
            if let headers = try reader.optional("headers") {
                for (name, _) in try headers.members() {
                    request.headers[name] = try headers.string(name, length: 0...8000)
                }
            }
            let seconds = try reader.optionalDouble("timeout", in: 0.1...60) ?? 10
            request.deadline = .milliseconds(Int(max(0.1, min(seconds, limit ?? seconds)) * 1000))
            request.maximumResponseBytes = Self.maximumResponseBytes
            raises = try reader.optionalBool("raise_for_status") ?? true
            self.request = request
        } catch let refusal as StepRefusal {
            throw refusal
        } catch {
            throw .parameters(error)
        }
    }

    /// Asks.
    /// - Returns: `status_code`, `headers` (names in lower case), `text`, and `json`, `null` where the text is none.
    func answer(by client: CurlClient) async throws(StepRefusal) -> JSON {
        let response: HTTPResponse
        do {
            response = try await client.send(request)
        } catch {
            throw Self.refusal(error)
        }
        let text = String(decoding: response.body, as: UTF8.self)
        guard !raises || response.status < 400 else {
            throw StepRefusal(
                "States.Http.StatusCode.\(response.status)",
                "\(request) was answered \(response.status): \(text.prefix(1000))")
        }
        var headers = JSONObject()
        for field in response.headers.fields {
            let name = field.name.lowercased()
            let before = headers[name]?.stringValue.map { "\($0), " } ?? ""
            headers[name] = .string(before + field.value)
        }
        let json = try? JSON.parse(response.body, limits: JSONLimits(depth: 100, bytes: Self.maximumResponseBytes))
        return [
            "status_code": .int(response.status), "headers": .object(headers), "text": .string(text),
            "json": json ?? .null,
        ]
    }

    private static func refusal(_ error: CurlError) -> StepRefusal {
        switch error.code {
        case .invalidRequest, .destinationRefused: .parameters(error)
        case .responseTooLarge:
            StepRefusal(
                ErrorName.dataLimitExceeded, "The answer has more than \(maximumResponseBytes) bytes: \(error)")
        case .timeout: StepRefusal(ErrorName.timeout, "\(error)")
        default: StepRefusal("States.Http.Socket", "\(error)")
        }
    }
}
