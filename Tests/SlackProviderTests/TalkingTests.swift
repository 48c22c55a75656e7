import Capabilities
import JSON
import SlackStandIn
import Testing

@testable import SlackProvider

/// What Muster says in channels: each once, and nothing of it taken for more than text.
@Suite(.timeLimit(.minutes(10))) struct TalkingTests {
    private let key = EffectKey("notice/0192c3f0-0000-7000-8000-000000000002")

    @Test func aMessageIsTextAndCarriesItsKey() async throws {
        let fixture = try SlackFixture()
        let id = try await fixture.create().externalID
        let post = try await fixture.post("<!channel> a & *b*", in: id, key: key)
        let message = fixture.standIn.channels[0].messages[0]
        #expect(message["text"] == "&lt;!channel&gt; a &amp; *b*")
        #expect(message["mrkdwn"] == false)
        #expect(message["metadata"]?["event_payload"] == ["id": .string("\(key)")])
        let digits = post.externalID.filter { $0 != "." }
        #expect(post.url == "https://acme.slack.com/archives/\(id)/p\(digits)")
        let found = try await fixture.conversations.findPost(key, inConversation: id)
        #expect(found == post)
        let other = try await fixture.conversations.findPost(EffectKey("notice/other"), inConversation: id)
        #expect(other == nil)
        #expect(fixture.standIn.invalid == [])
    }

    static let faults: [(String, [SlackFault.Kind])] = [
        ("the answer is lost after the work", [.drop(afterWork: true)]),
        ("the connection drops before the work", [.drop(afterWork: false)]),
        ("half of the answer arrives", [.half]),
        ("502 in HTML after the work", [.status(502, afterWork: true)]),
        ("503 without the work", [.status(503)]),
        ("fatal_error after the work", [.refuse("fatal_error", afterWork: true)]),
        ("429 with a time", [.status(429, headers: ["Retry-After: 1"])]),
        ("429 without a time", [.status(429)]),
        ("lost twice", [.drop(afterWork: true), .drop(afterWork: true)]),
    ]

    @Test(arguments: faults.indices)
    func whateverGoesWrongItIsSaidOnce(index: Int) async throws {
        let (what, kinds) = Self.faults[index]
        let fixture = try SlackFixture()
        let id = try await fixture.create().externalID
        for kind in kinds { fixture.standIn.fail(SlackFault("chat.postMessage", kind)) }
        _ = try await fixture.post("It is over.", in: id, key: key)
        #expect(fixture.standIn.channels[0].texts == ["It is over."], "\(what)")
        #expect(fixture.standIn.invalid == [], "\(what)")
    }

    /// Others have said much since then: all pages are read.
    @Test func aMessageIsFoundAmongMany() async throws {
        let fixture = try SlackFixture()
        let id = try await fixture.create().externalID
        let post = try await fixture.post("first", in: id, key: key)
        for number in 0..<20 {
            _ = try await fixture.post("\(number)", in: id, key: EffectKey("notice/\(number)"))
        }
        let found = try await fixture.conversations.findPost(key, inConversation: id)
        #expect(found == post)
        #expect(fixture.standIn.calls.filter { $0 == "conversations.history" }.count == 2)
    }

    /// A channel that others have made is found by its name, and entered.
    @Test(arguments: ["general", "#general"])
    func aChannelOfOthersIsFoundByNameAndEntered(name: String) async throws {
        let fixture = try SlackFixture()
        fixture.standIn.make("general")
        for number in 0..<2 { _ = try await fixture.post("hello", in: name, key: EffectKey("notice/\(number)")) }
        #expect(fixture.standIn.channels[0].texts == ["hello", "hello"])
        #expect(fixture.standIn.calls.filter { $0 == "conversations.list" }.count == 1, "names are remembered")
        #expect(fixture.standIn.calls.filter { $0 == "conversations.join" }.count == 1)
        let error = await #expect(throws: ProviderError.self) {
            try await fixture.conversations.post("hello", inConversation: "none", key: key)
        }
        #expect(error?.detail.contains("no channel `none`") == true)
    }

    /// Its incident is about to be opened again, and the channel with it: what is to be said there waits.
    @Test func anArchivedChannelIsWaitedFor() async throws {
        let fixture = try SlackFixture()
        let id = try await fixture.create().externalID
        fixture.standIn.change("inc-17") { $0.isArchived = true }
        let error = await #expect(throws: ProviderError.self) {
            try await fixture.conversations.post("Open again.", inConversation: id, key: key)
        }
        #expect(error?.remedy == .retry && error?.isOutage == false && error?.mayHaveHappened == false)
    }

    @Test func aLinkIsOneOfItsTitle() async throws {
        let fixture = try SlackFixture()
        let id = try await fixture.create().externalID
        for url in ["https://m.example.org/1", "https://m.example.org/1", "https://m.example.org/2"] {
            try await fixture.conversations.bookmark("Ticket", url: url, inConversation: id)
        }
        try await fixture.conversations.bookmark("Page", url: "https://m.example.org/3", inConversation: id)
        #expect(
            fixture.standIn.channels[0].bookmarks.map { "\($0.title) \($0.link)" } == [
                "Ticket https://m.example.org/2", "Page https://m.example.org/3",
            ])
        // Two processes have made it at once.
        fixture.standIn.change("inc-17") { $0.bookmarks.append((id: "Bk", title: "Page", link: "https://x.example")) }
        try await fixture.conversations.bookmark("Page", url: "https://m.example.org/3", inConversation: id)
        #expect(fixture.standIn.channels[0].bookmarks.count == 2)
        fixture.standIn.change("inc-17") { $0.isArchived = true }
        try await fixture.conversations.bookmark("New", url: "https://m.example.org/4", inConversation: id)
        #expect(fixture.standIn.channels[0].bookmarks.count == 2 && fixture.standIn.invalid == [])
    }
}
