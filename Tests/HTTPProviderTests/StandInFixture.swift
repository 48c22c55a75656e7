import Curl
import HTTPProvider
import JSON

@testable import ProviderStandIn

/// A stand-in in this process and a provider that talks to it.
struct StandInFixture {
    let standIn: StandIn
    let provider: HTTPProvider
    let client: CurlClient

    init(token: String? = nil, timeout: Duration = .seconds(5)) throws {
        standIn = try StandIn(token: "right")
        client = CurlClient(policy: OutboundPolicy(allowedNetworks: [CIDR("127.0.0.0/8")].compactMap { $0 }))
        provider = HTTPProvider(
            name: "tools", url: "\(standIn.url)/", token: token ?? "right", timeout: timeout, client: client)
    }

    func set(_ faults: JSON) async throws {
        let body = JSONSerializer().bytes(faults)
        let response = try await client.send(HTTPRequest("POST", "\(standIn.url)/_faults", body: body))
        guard response.status == 204 else { throw CurlError(.invalidRequest, wasSent: true, detail: "\(response)") }
    }

    func set(_ operation: String, _ action: String, status: Int = 500, retryAfter: Int? = nil) async throws {
        let fault: JSON = [
            "operation": .string(operation), "action": .string(action), "status": .int(status),
            "retry_after": .optional(retryAfter), "times": 1,
        ]
        try await set(["faults": [fault]])
    }

    var objects: [JSON] {
        get async throws { try await record("objects") }
    }

    var calls: [JSON] {
        get async throws { try await record("calls") }
    }

    private func record(_ name: String) async throws -> [JSON] {
        let response = try await client.send(HTTPRequest("GET", "\(standIn.url)/_record"))
        return try JSON.parse(response.body)[name]?.arrayValue ?? []
    }
}
