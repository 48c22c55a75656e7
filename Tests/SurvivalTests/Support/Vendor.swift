import Curl
import JSON
import TestServers

@testable import ProviderStandIn

/// A stand-in for a system of the organisation's, in the test's own process: what it keeps is what tests count.
struct Vendor: Sendable {
    let standIn: StandIn
    private let client: CurlClient

    init() throws {
        standIn = try StandIn()
        client = CurlClient(policy: OutboundPolicy(allowedNetworks: [CIDR("127.0.0.0/8")].compactMap { $0 }))
    }

    var url: String { standIn.url }

    /// As the configuration names it.
    func system(
        _ name: String, _ capabilities: String..., timeout: Int = 3000, searchLag: Int = 0
    ) -> Organisation.System {
        Organisation.System(
            name: name, url: url, capabilities: capabilities, timeout: timeout, searchLag: searchLag)
    }

    /// Sets what goes wrong, one after the other.
    func fail(_ faults: JSON..., searchLag: Int = 0) async throws {
        let plan: JSON = ["faults": .array(faults), "search_lag_ms": .int(searchLag)]
        let response = try await client.send(
            HTTPRequest("POST", "\(url)/_faults", body: JSONSerializer().bytes(plan)))
        guard response.status == 204 else { throw TestServersError("the stand-in refuses \(plan)") }
    }

    /// What was made of a kind, also what was made twice.
    func objects(_ kind: String) async throws -> [JSON] {
        try await record("objects").filter { $0["kind"]?.stringValue == kind }
    }

    /// The calls of an operation, such as `ticket.create`.
    func calls(_ operation: String) async throws -> [JSON] {
        try await record("calls").filter { $0["operation"]?.stringValue == operation }
    }

    /// Waits until an operation was called so often.
    func awaitCalls(_ count: Int, of operation: String) async throws {
        try await eventually("\(operation) is called", within: .seconds(60)) {
            try await calls(operation).count >= count
        }
    }

    private func record(_ name: String) async throws -> [JSON] {
        let response = try await client.send(
            HTTPRequest("GET", "\(url)/_record", deadline: .seconds(20), maximumResponseBytes: 64 << 20))
        return try JSON.parse(response.body)[name]?.arrayValue ?? []
    }
}
