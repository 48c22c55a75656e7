import Curl
import Foundation
import JSON
import RequestSignatures

/// A service that speaks AWS Step Functions' JSON protocol, with the key of `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`.
struct RemoteService: Sendable {
    /// Why the service cannot be asked.
    struct Fault: Error, CustomStringConvertible {
        let description: String
    }

    private let url: String
    private let host: String
    private let keyID: String
    private let secret: String
    private let client: CurlClient

    /// - Parameters:
    ///   - url: `http://127.0.0.1:8390`, without a path.
    ///   - environment: where the key is.
    init(_ url: String, environment: [String: String]) throws(Fault) {
        let parts = url.split(separator: "/", omittingEmptySubsequences: true)
        guard parts.count == 2, ["http:", "https:"].contains(parts[0]) else {
            throw Fault(description: "\(url) is no address of a service such as http://127.0.0.1:8390")
        }
        guard let id = environment["AWS_ACCESS_KEY_ID"], let secret = environment["AWS_SECRET_ACCESS_KEY"] else {
            throw Fault(
                description: "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are missing; "
                    + "muster keys create NAME --aws makes them"
            )
        }
        self.url = "\(parts[0])//\(parts[1])/"
        host = String(parts[1])
        let name = host.split(separator: ":").first.map(String.init) ?? host
        (keyID, self.secret) = (id, secret)
        // The operator names this one address, be it inside or not.
        client = CurlClient(policy: OutboundPolicy(allowing: [name]))
    }

    /// What an operation answers, also when it refuses: the status and the JSON.
    func send(_ operation: String, _ input: JSON, region: String) async throws -> (status: Int, answer: JSON) {
        let body = input.bytes()
        let headers = [
            (name: "Host", value: host), (name: "Content-Type", value: "application/x-amz-json-1.0"),
            (name: "X-Amz-Target", value: "AWSStepFunctions.\(operation)"),
        ]
        let request = SignableRequest(method: "POST", path: "/", query: nil, headers: headers, body: body)
        let signed = SignatureV4.sign(
            request, keyID: keyID, secret: secret, region: region, service: "states", at: Date())
        let response = try await client.send(
            HTTPRequest(
                "POST", url, headers: HTTPHeaders((headers.dropFirst() + signed).map { ($0.name, $0.value) }),
                body: body, deadline: .seconds(90), maximumResponseBytes: 16 << 20))
        guard let answer = try? JSON.parse(response.body, limits: JSONLimits(depth: 200, bytes: 16 << 20)) else {
            throw Fault(description: "\(operation): \(response.status), and no JSON")
        }
        guard response.status < 500 else { throw Fault(description: "\(operation): \(response.status) \(answer)") }
        return (response.status, answer)
    }
}
