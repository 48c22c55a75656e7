import Curl
import JSON

/// What clients of AWS do.
extension Stack {
    /// Sends a signed request, and gives back the answer, also one that refuses.
    func amazon(_ url: String, _ headers: [(String, String)], _ body: JSON) async throws -> JSON {
        let request = HTTPRequest(
            "POST", "\(url)/", headers: HTTPHeaders(headers), body: body.bytes(), deadline: .seconds(60),
            maximumResponseBytes: 16 << 20)
        return try JSON.parse(try await http.send(request).body)
    }
}
