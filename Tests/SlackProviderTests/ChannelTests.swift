import Capabilities
import JSON
import SlackStandIn
import Testing

@testable import SlackProvider

/// A channel's life, and that it is one whatever goes wrong.
@Suite(.timeLimit(.minutes(10))) struct ChannelTests {
    private let people = ["ann@example.org", "bo@example.org"].map(SlackStandIn.id)

    @Test func aChannelIsMadeNamedFilledAndFoundAgain() async throws {
        let fixture = try SlackFixture()
        #expect(try await fixture.conversations.find(SlackFixture.key) == nil)
        let made = try await fixture.conversations.create(SlackFixture.draft, key: SlackFixture.key)
        let channel = fixture.standIn.channels[0]
        #expect(made == ExternalObject(externalID: channel.id, url: "https://acme.slack.com/archives/\(channel.id)"))
        #expect(channel.name == "inc-17" && !channel.isPrivate)
        #expect(channel.topic == "INC-17: Payments &lt;are&gt; refused")
        #expect(channel.purpose.hasSuffix("(\(SlackFixture.key))"))
        #expect(channel.members == ["U0BOT"] + people)
        #expect(try await fixture.conversations.find(SlackFixture.key) == made)
        #expect(try await fixture.conversations.find(EffectKey("incident/other/conversation")) == nil)
        #expect(fixture.standIn.invalid == [])
    }

    @Test func aRestrictedIncidentsChannelIsPrivate() async throws {
        let fixture = try SlackFixture(options: ["channel_prefix": "prod-"])
        var draft = SlackFixture.draft
        draft.isPrivate = true
        _ = try await fixture.create(draft)
        #expect(fixture.standIn.channels.map(\.isPrivate) == [true])
        #expect(fixture.standIn.channels.map(\.name) == ["prod-inc-17"])
    }

    static let faults: [(String, String, [SlackFault.Kind])] = [
        ("the answer is lost after the work", "conversations.create", [.drop(afterWork: true)]),
        ("the connection drops before the work", "conversations.create", [.drop(afterWork: false)]),
        ("half of the answer arrives", "conversations.create", [.half]),
        ("502 in HTML after the work", "conversations.create", [.status(502, afterWork: true)]),
        ("503 without the work", "conversations.create", [.status(503)]),
        ("a page of somebody between", "conversations.create", [.status(200, afterWork: true)]),
        ("fatal_error after the work", "conversations.create", [.refuse("fatal_error", afterWork: true)]),
        ("internal_error without the work", "conversations.create", [.refuse("internal_error")]),
        ("429 with a time", "conversations.create", [.status(429, headers: ["Retry-After: 1"])]),
        ("429 without a time", "conversations.create", [.status(429)]),
        ("ratelimited with 200", "conversations.create", [.refuse("ratelimited")]),
        ("lost twice", "conversations.create", [.drop(afterWork: true), .drop(afterWork: true)]),
        ("the topic is lost", "conversations.setTopic", [.drop(afterWork: false)]),
        ("the purpose is lost after the work", "conversations.setPurpose", [.drop(afterWork: true)]),
        ("the invitation is lost after the work", "conversations.invite", [.drop(afterWork: true)]),
        ("the search is refused for its rate", "users.lookupByEmail", [.status(429, headers: ["Retry-After: 1"])]),
    ]

    @Test(arguments: faults.indices)
    func whateverGoesWrongThereIsOneChannelAndItIsComplete(index: Int) async throws {
        let (what, method, kinds) = Self.faults[index]
        let fixture = try SlackFixture()
        for kind in kinds { fixture.standIn.fail(SlackFault(method, kind)) }
        let made = try await fixture.create()
        #expect(fixture.standIn.channels.map(\.id) == [made.externalID], "\(what)")
        #expect(fixture.standIn.channels.map(\.members) == [["U0BOT"] + people], "\(what)")
        #expect(fixture.standIn.channels.map(\.topic) == ["INC-17: Payments &lt;are&gt; refused"], "\(what)")
        #expect(fixture.standIn.invalid == [], "\(what)")
    }

    @Test func twoProcessesAtOnceMakeOneChannel() async throws {
        let one = try SlackFixture()
        let two = try SlackFixture(at: one.standIn)
        async let first = one.create()
        async let second = two.create()
        let made = try await [first, second]
        #expect(made[0] == made[1])
        #expect(one.standIn.channels.count == 1 && one.standIn.invalid == [])
    }

    /// Somebody else has the name: public, private and out of sight, or archived. Theirs is left alone.
    @Test(arguments: [(false, false), (true, false), (false, true)])
    func aNameThatOthersHaveIsNotTakenOver(isPrivate: Bool, isArchived: Bool) async throws {
        let fixture = try SlackFixture()
        fixture.standIn.make("inc-17", isPrivate: isPrivate, isArchived: isArchived)
        let made = try await fixture.create()
        let channels = fixture.standIn.channels
        #expect(channels.count == 2 && channels[0].members == ["U0ANN"] && channels[0].purpose.isEmpty)
        #expect(channels[1].id == made.externalID)
        #expect(channels[1].name == ChannelName.candidates("inc-17", prefix: "", key: "\(SlackFixture.key)")[1])
        #expect(try await fixture.create() == made, "the second name is the same in every try")
    }

    /// A public channel of ours is not what a restricted incident's people talk in.
    @Test func aRestrictedIncidentTakesNoPublicChannel() async throws {
        let fixture = try SlackFixture()
        fixture.standIn.make("inc-17", by: "U0BOT")
        var draft = SlackFixture.draft
        draft.isPrivate = true
        _ = try await fixture.create(draft)
        #expect(fixture.standIn.channels.map(\.isPrivate) == [false, true])
    }

    @Test func whenBothNamesAreTakenItSaysSo() async throws {
        let fixture = try SlackFixture()
        for name in ChannelName.candidates("inc-17", prefix: "", key: "\(SlackFixture.key)") {
            fixture.standIn.make(name)
        }
        let error = await #expect(throws: ProviderError.self) { try await fixture.create() }
        #expect(error?.remedy == .giveUp && error?.detail.contains("`channel_prefix`") == true)
    }

    @Test func aListOfManyPagesIsReadToItsEnd() async throws {
        let fixture = try SlackFixture()
        fixture.standIn.set(page: 1)
        for number in 0..<5 { fixture.standIn.make("other-\(number)") }
        fixture.standIn.fail(SlackFault("conversations.create", .drop(afterWork: true)))
        _ = try await fixture.create()
        #expect(fixture.standIn.channels.count == 6)
        #expect(fixture.standIn.calls.filter { $0 == "conversations.list" }.count >= 6)
    }

    /// Who has no account, and who may not be invited, holds up nobody else.
    @Test func strangersAndGuestsKeepNobodyOut() async throws {
        let fixture = try SlackFixture()
        fixture.standIn.set(guests: ["guest@example.org"])
        var draft = SlackFixture.draft
        draft.members += ["nobody@example.org", "guest@example.org"]
        let made = try await fixture.create(draft)
        #expect(fixture.standIn.channels[0].members == ["U0BOT"] + people)
        try await fixture.conversations.add("nobody@example.org", to: made.externalID)
        await #expect(throws: ProviderError.self) {
            try await fixture.conversations.add("guest@example.org", to: made.externalID)
        }
    }

    @Test func peopleComeAndGo() async throws {
        let fixture = try SlackFixture()
        let id = try await fixture.create().externalID
        for _ in 0..<2 { try await fixture.conversations.add("cy@example.org", to: id) }
        #expect(fixture.standIn.channels[0].members.last == SlackStandIn.id(of: "cy@example.org"))
        for _ in 0..<2 { try await fixture.conversations.remove("cy@example.org", from: id) }
        #expect(fixture.standIn.channels[0].members == ["U0BOT"] + people)
        #expect(fixture.standIn.calls.filter { $0 == "users.lookupByEmail" }.count == 3, "people are remembered")
        // Somebody has thrown the app out: it comes back to take people out.
        fixture.standIn.change("inc-17") { $0.members.removeAll { $0 == "U0BOT" } }
        try await fixture.conversations.remove("bo@example.org", from: id)
        #expect(fixture.standIn.channels[0].members == [people[0], "U0BOT"])
        #expect(fixture.standIn.invalid == [])
    }

    @Test func aTokenThatIsRefusedIsTriedAgainAndNotShown() async throws {
        let fixture = try SlackFixture(token: "xoxb-wrong")
        let error = await #expect(throws: ProviderError.self) {
            try await fixture.conversations.create(SlackFixture.draft, key: SlackFixture.key)
        }
        #expect(error?.code == "token-refused" && error?.remedy == .retry && error?.isOutage == true)
        #expect(error?.description.contains("xoxb-wrong") == false)
    }

    @Test func aScopeThatIsMissingIsNamed() async throws {
        let fixture = try SlackFixture()
        fixture.standIn.deny("channels:manage")
        let error = await #expect(throws: ProviderError.self) { try await fixture.create() }
        #expect(error?.remedy == .giveUp && error?.detail.contains("lacks the scope `channels:manage`") == true)
    }
}
