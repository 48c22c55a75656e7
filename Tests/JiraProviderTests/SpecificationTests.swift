import Capabilities
import Curl
import Environment
import JSON
import Organisation
import Testing

@testable import JiraProvider

/// Where a stand-in with the vendors' specifications is; `nil` where there is none.
private enum VendorStandIn {
    static let address = EnvironmentVariables.process.optional("MUSTER_VENDOR_STAND_IN")
}

/// Against a stand-in that checks every request with Atlassian's own specifications: `MUSTER_VENDOR_STAND_IN` is its
/// address, whose `/_control` sets faults and whose `/_report` tells of what no Jira would take.
@Suite(
    .serialized, .timeLimit(.minutes(10)),
    .enabled(if: VendorStandIn.address != nil, "needs a stand-in that has the vendors' specifications"))
struct SpecificationTests {
    private let client = CurlClient(policy: OutboundPolicy(allowing: ["127.0.0.0/8"]))
    private let key = EffectKey("incident/0192c3f0-0000-7000-8000-000000000001/ticket")

    private func prefix(_ isCloud: Bool) -> String { isCloud ? "jira" : "jira-dc" }

    private func control(_ body: JSON) async throws {
        let request = HTTPRequest(
            "POST", "\(VendorStandIn.address ?? "")/_control", headers: ["Content-Type": "application/json"],
            body: JSONSerializer().bytes(body))
        let response = try await client.send(request)
        try #require(response.isSuccess)
    }

    private func invalid(_ isCloud: Bool) async throws -> [JSON] {
        let url = "\(VendorStandIn.address ?? "")/_report?list=1&invalid=1&vendor=\(prefix(isCloud))"
        return try JSON.parse(try await client.send(HTTPRequest("GET", url)).body).arrayValue ?? []
    }

    private func ticketing(_ isCloud: Bool) throws -> any Ticketing {
        var options: JSONObject = [
            "project": "OPS", "deployment": .string(isCloud ? "cloud" : "data_center"), "issue_type": "Task",
            "priorities": ["p1": "Highest"],
        ]
        if isCloud { options["user"] = "bot@example.com" }
        let settings = ProviderSettings(
            name: "tracker", kind: "jira", url: "\(VendorStandIn.address ?? "")/\(prefix(isCloud))",
            timeout: .seconds(5),
            searchLag: .milliseconds(1), options: options)
        return try #require(JiraProvider.vendor(client: client).services(settings, "token").ticketing)
    }

    private var draft: TicketDraft {
        var draft = JiraFixture.draft
        draft.assignee = "commander@example.com"
        draft.description =
            "Every third card {fails}.\nh1. not a heading\n\nIncident: https://m.example.org/17, and more"
        return draft
    }

    /// Goes on as the journal of effects does: after an answer that was lost the ticket is looked for.
    private func create(_ ticketing: any Ticketing) async throws -> ExternalObject {
        for _ in 0..<20 {
            if let found = try? await ticketing.find(key) { return found }
            if let made = try? await ticketing.create(draft, key: key) { return made }
        }
        return try await ticketing.create(draft, key: key)
    }

    @Test(arguments: [true, false])
    func aWholeLifeHasNoInvalidRequest(isCloud: Bool) async throws {
        try await control(["vendor": "*", "reset": true])
        let ticketing = try ticketing(isCloud)
        let made = try await create(ticketing)
        for status in ["active", "stable", "closed", "active"] {
            var changed = draft
            changed.status = status
            changed.links.append(.init(name: "storage", title: "Storage", url: "https://m.example.org/\(status)"))
            try await ticketing.update(made.externalID, to: changed)
        }
        try await ticketing.archive(made.externalID)
        #expect(try await ticketing.find(key) == made)
        let invalid = try await invalid(isCloud)
        #expect(invalid.isEmpty, "\(invalid)")
        let state = try await issue(isCloud)
        #expect(state["fields"]?["status"]?["name"] == "Done")
        #expect(state["fields"]?["priority"]?["name"] == "Highest")
        #expect(state["links"]?.arrayValue?.count == 2)
    }

    static let faults: [JSONObject] = [
        ["fail": ["status": 502, "times": 1, "after": true]], ["fail": ["status": 503, "times": 1]],
        ["drop": ["times": 1, "after": true]], ["drop": ["times": 1]], ["truncate": ["times": 1]],
        ["rate_limit": ["times": 1, "retry_after": 1]],
    ]

    @Test(arguments: faults.indices, [true, false])
    func eachFaultLeavesOneTicket(index: Int, isCloud: Bool) async throws {
        try await control(["vendor": "*", "reset": true])
        var fault = Self.faults[index]
        fault["vendor"] = .string(prefix(isCloud))
        fault["op"] = "createIssue"
        try await control(.object(fault))
        let ticketing = try ticketing(isCloud)
        var made: ExternalObject?
        // A held method is called again when its time is over.
        let deadline = ContinuousClock.now + .seconds(30)
        while made == nil, ContinuousClock.now < deadline { made = try? await create(ticketing) }
        #expect(try await count(isCloud) == 1)
        let invalid = try await invalid(isCloud)
        #expect(invalid.isEmpty, "\(invalid)")
    }

    private func state(_ isCloud: Bool) async throws -> JSON {
        let response = try await client.send(HTTPRequest("GET", "\(VendorStandIn.address ?? "")/_state?full=1"))
        return try JSON.parse(response.body)[prefix(isCloud)] ?? .null
    }

    private func count(_ isCloud: Bool) async throws -> Int {
        try await state(isCloud)["issues"]?.objectValue?.count ?? -1
    }

    private func issue(_ isCloud: Bool) async throws -> JSON {
        try await state(isCloud)["issues"]?.objectValue?.values.first ?? .null
    }
}
