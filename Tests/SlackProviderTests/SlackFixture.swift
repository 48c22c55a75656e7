import Capabilities
import Curl
import JSON
import Organisation
import SlackStandIn

@testable import SlackProvider

/// A stand-in of a Slack and the provider that talks to it.
struct SlackFixture {
    let standIn: SlackStandIn
    let conversations: any FollowingConversations
    let vendor: Vendor
    let settings: ProviderSettings

    static let key = EffectKey("incident/0192c3f0-0000-7000-8000-000000000001/conversation")
    static let draft = ConversationDraft(
        name: "inc-17", topic: "INC-17: Payments <are> refused", members: ["ann@example.org", "bo@example.org"],
        isPrivate: false)

    /// - Parameter standIn: of another fixture, whose Slack this one talks to as another process.
    init(token: String? = "xoxb-right", options: JSONObject = [:], at standIn: SlackStandIn? = nil) throws {
        self.standIn = try standIn ?? SlackStandIn()
        let client = CurlClient(policy: OutboundPolicy(allowing: ["127.0.0.0/8"]))
        settings = ProviderSettings(
            name: "chat", kind: "slack", url: self.standIn.url, timeout: .seconds(10), searchLag: .milliseconds(1),
            options: options)
        vendor = SlackProvider.vendor(client: client)
        guard let made = vendor.services(settings, token).conversations as? any FollowingConversations else {
            throw NoConversations()
        }
        conversations = made
    }

    struct NoConversations: Error {}

    /// Goes on as the journal of effects does, until there is an answer: what may have happened is looked for before it is
    /// done again. A method that is held is called again when its time is over.
    func once(
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

    func create(
        _ draft: ConversationDraft = SlackFixture.draft, key: EffectKey = SlackFixture.key
    ) async throws -> ExternalObject {
        try await once {
            try await conversations.find(key)
        } _: {
            try await conversations.create(draft, key: key)
        }
    }

    func post(_ text: String, in channel: String, key: EffectKey) async throws -> ExternalObject {
        try await once {
            try await conversations.findPost(key, inConversation: channel)
        } _: {
            try await conversations.post(text, inConversation: channel, key: key)
        }
    }
}
