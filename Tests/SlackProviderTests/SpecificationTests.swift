import Capabilities
import Curl
import Environment
import JSON
import Organisation
import Testing

@testable import SlackProvider

/// Where a stand-in with the vendors' specifications is; `nil` where there is none.
private enum VendorStandIn {
    static let address = EnvironmentVariables.process.optional("MUSTER_VENDOR_STAND_IN")
}

/// Against a stand-in that checks every request with Slack's own documents: `MUSTER_VENDOR_STAND_IN` is its address, whose
/// `/_control` sets faults and whose `/_report` tells of what no Slack would take.
@Suite(
    .serialized, .timeLimit(.minutes(10)),
    .enabled(if: VendorStandIn.address != nil, "needs a stand-in that has the vendors' specifications"))
struct SpecificationTests {
    private let client = CurlClient(policy: OutboundPolicy(allowing: ["127.0.0.0/8"]))
    private let key = EffectKey("notice/0192c3f0-0000-7000-8000-000000000002")

    private func control(_ body: JSON) async throws {
        let request = HTTPRequest(
            "POST", "\(VendorStandIn.address ?? "")/_control", headers: ["Content-Type": "application/json"],
            body: JSONSerializer().bytes(body))
        let response = try await client.send(request)
        try #require(response.isSuccess)
    }

    private func complaints() async throws -> [JSON] {
        let url = "\(VendorStandIn.address ?? "")/_report?list=1&invalid=1&vendor=slack"
        return try JSON.parse(try await client.send(HTTPRequest("GET", url)).body).arrayValue ?? []
    }

    private func state() async throws -> JSON {
        let response = try await client.send(HTTPRequest("GET", "\(VendorStandIn.address ?? "")/_state?full=1"))
        return try JSON.parse(response.body)["slack"] ?? .null
    }

    private func conversations() throws -> any FollowingConversations {
        let settings = ProviderSettings(
            name: "chat", kind: "slack", url: "\(VendorStandIn.address ?? "")/slack", timeout: .seconds(10),
            searchLag: .milliseconds(1))
        let made = SlackProvider.vendor(client: client).services(settings, "xoxb-token").conversations
        return try #require(made as? any FollowingConversations)
    }

    /// Goes on as the journal of effects does: after an answer that was lost it is looked for.
    private func once(
        _ find: () async throws -> ExternalObject?, _ call: () async throws -> ExternalObject
    ) async throws -> ExternalObject {
        var mayHaveHappened = false
        while true {
            do {
                if mayHaveHappened, let found = try await find() { return found }
                return try await call()
            } catch let error as ProviderError where error.remedy != .giveUp {
                mayHaveHappened = mayHaveHappened || error.mayHaveHappened
                await Task.yield()
            }
        }
    }

    private func create(_ conversations: any FollowingConversations) async throws -> ExternalObject {
        try await once {
            try await conversations.find(SlackFixture.key)
        } _: {
            try await conversations.create(SlackFixture.draft, key: SlackFixture.key)
        }
    }

    @Test func aWholeLifeHasNoInvalidRequest() async throws {
        try await control(["vendor": "*", "reset": true])
        let slack = try conversations()
        let id = try await create(slack).externalID
        try await slack.add("cy@example.org", to: id)
        try await slack.add("cy@example.org", to: id)
        try await slack.remove("cy@example.org", from: id)
        try await slack.remove("cy@example.org", from: id)
        for url in ["https://m.example.org/1", "https://m.example.org/2"] {
            try await slack.bookmark("Ticket", url: url, inConversation: id)
        }
        let long = String(repeating: "<line> & more\n", count: 600)
        for (number, text) in ["short", long].enumerated() {
            let key = EffectKey("\(key)/\(number)")
            let post = try await slack.post(text, inConversation: id, key: key)
            let found = try await slack.findPost(key, inConversation: id)
            #expect(found == post)
        }
        _ = try await slack.post("hello", inConversation: "general", key: key)
        for stage in [ConversationState.Stage.going, .closed, .over, .going] {
            try await slack.follow(id, ConversationState(topic: "now \(stage.rawValue)", stage: stage))
        }
        let complaints = try await complaints()
        #expect(complaints.isEmpty, "\(complaints)")
    }

    static let faults: [JSONObject] = [
        ["fail": ["status": 502, "times": 1, "after": true]], ["fail": ["status": 503, "times": 1]],
        ["drop": ["times": 1, "after": true]], ["drop": ["times": 1]], ["truncate": ["times": 1]],
        ["rate_limit": ["times": 1, "retry_after": 1]],
    ]

    @Test(arguments: faults.indices, ["conversations.create", "chat.postMessage"])
    func eachFaultLeavesOneOfEach(index: Int, method: String) async throws {
        try await control(["vendor": "*", "reset": true])
        var fault = Self.faults[index]
        fault["vendor"] = "slack"
        fault["op"] = .string(method)
        try await control(.object(fault))
        let slack = try conversations()
        let id = try await create(slack).externalID
        _ = try await once {
            try await slack.findPost(key, inConversation: id)
        } _: {
            try await slack.post("It is over.", inConversation: id, key: key)
        }
        let state = try await state()
        let names = state["channels"]?.objectValue?.values.compactMap { $0["name"]?.stringValue } ?? []
        #expect(names.filter { $0.hasPrefix("inc-17") } == ["inc-17"])
        #expect(state["messages"]?[id]?.arrayValue?.count == 1)
        let complaints = try await complaints()
        #expect(complaints.isEmpty, "\(complaints)")
    }
}
