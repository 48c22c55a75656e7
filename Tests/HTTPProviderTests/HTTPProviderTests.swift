import Capabilities
import Curl
import Incident
import JSON
import LoopbackServers
import Testing

@testable import HTTPProvider

@Suite(.timeLimit(.minutes(10))) struct HTTPProviderTests {
    private let key = EffectKey("inc-17/resource:1")
    private let ticket = TicketDraft(
        title: "Checkout is slow", description: "p99 > 5 s", status: "active", severity: "high", priority: "high",
        assignee: nil)

    @Test func aTicketIsMadeFoundChangedAndArchived() async throws {
        let fixture = try StandInFixture()
        #expect(try await fixture.provider.ticketing.find(key) == nil)
        let made = try await fixture.provider.ticketing.create(ticket, key: key)
        #expect(made.url == "https://stand-in.example.org/\(made.externalID)")
        #expect(try await fixture.provider.ticketing.find(key) == made)
        #expect(try await fixture.provider.ticketing.find(EffectKey("other")) == nil)
        var changed = ticket
        changed.status = "stable"
        changed.assignee = "commander@example.org"
        try await fixture.provider.ticketing.update(made.externalID, to: changed)
        try await fixture.provider.ticketing.archive(made.externalID)
        let object = try #require(try await fixture.objects.first)
        #expect(object["effect_key"]?.stringValue == key.description)
        #expect(object["content"]?["status"]?.stringValue == "stable")
        #expect(object["content"]?["assignee"]?.stringValue == "commander@example.org")
        #expect(object["archived"]?.boolValue == true)
        let creation = try #require(try await fixture.calls.first { $0["operation"]?.stringValue == "ticket.create" })
        #expect(creation["idempotency_key"]?.stringValue == key.description)
    }

    @Test func aConversationHasMembersPostsAndBookmarks() async throws {
        let fixture = try StandInFixture()
        let provider = fixture.provider
        let draft = ConversationDraft(name: "inc-17", topic: "slow", members: ["a@example.org"], isPrivate: true)
        let id = try await provider.conversations.create(draft, key: key).externalID
        #expect(try await provider.conversations.find(key)?.externalID == id)
        try await provider.conversations.add("b+x@example.org", to: id)
        try await provider.conversations.add("b+x@example.org", to: id)
        try await provider.conversations.remove("a@example.org", from: id)
        let post = EffectKey("inc-17/post:1")
        #expect(try await provider.conversations.findPost(post, inConversation: id) == nil)
        let said = try await provider.conversations.post("Welcome", inConversation: id, key: post)
        #expect(try await provider.conversations.findPost(post, inConversation: id) == said)
        try await provider.conversations.bookmark("Ticket", url: "https://example.org/1", inConversation: id)
        try await provider.conversations.bookmark("Ticket", url: "https://example.org/2", inConversation: id)
        try await provider.conversations.archive(id)
        let object = try #require(try await fixture.objects.first)
        #expect(object["members"] == ["b+x@example.org"])
        #expect(object["bookmarks"] == [["title": "Ticket", "url": "https://example.org/2"]])
        #expect(object["content"]?["private"]?.boolValue == true)
    }

    /// Every call is a span of its own below what led to it.
    @Test func callsGoOnWithTheTrace() async throws {
        let server = try LoopbackServers.HTTPServer { _ in
            .answer("201 -", ["Content-Type: application/json"], body: #"{"id":"1","items":[]}"#)
        }
        let client = CurlClient(policy: OutboundPolicy(allowedNetworks: [CIDR("127.0.0.0/8")].compactMap { $0 }))
        let provider = HTTPProvider(name: "tracker", url: server.url, token: nil, client: client)
        let cause = try #require(TraceContext("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-02"))
        try await TraceContext.$current.withValue(cause) {
            _ = try await provider.ticketing.find(key)
            _ = try await provider.ticketing.create(ticket, key: key)
        }
        let spans = server.requests.compactMap { $0.headers["traceparent"].flatMap(TraceContext.init) }
        #expect(spans.map(\.traceID) == [cause.traceID, cause.traceID])
        #expect(Set(spans.map(\.parentID) + [cause.parentID]).count == 3)
        #expect(spans.allSatisfy { !$0.isSampled && $0.traceparent.hasSuffix("-02") })
        _ = try await provider.ticketing.find(key)
        #expect(server.requests.last?.headers["traceparent"] == nil)
    }

    @Test func foldersDocumentsGroupsAndConferences() async throws {
        let fixture = try StandInFixture()
        let provider = fixture.provider
        let folder = try await provider.storage.create(FolderDraft(name: "inc-17", members: []), key: EffectKey("f"))
        try await provider.storage.add("a@example.org", to: folder.externalID)
        try await provider.storage.remove("a@example.org", from: folder.externalID)
        let draft = DocumentDraft(title: "Notes", format: .markdown, body: "# Notes", folder: folder.externalID)
        let document = try await provider.documents.create(draft, key: EffectKey("d"))
        try await provider.documents.update(document.externalID, to: "# More")
        let group = try await provider.groups.create(
            GroupDraft(name: "inc-17", title: "Incident 17", members: []), key: EffectKey("g"))
        #expect(group.address == "inc-17@stand-in.example.org")
        try await provider.groups.add("a@example.org", to: group.externalID)
        try await provider.groups.remove("a@example.org", from: group.externalID)
        let bridge = try await provider.conferencing.create(
            ConferenceDraft(title: "Incident 17", members: []), key: EffectKey("c"))
        #expect(try await provider.storage.find(EffectKey("f")) == folder)
        #expect(try await provider.documents.find(EffectKey("d")) == document)
        #expect(try await provider.groups.find(EffectKey("g")) == group)
        #expect(try await provider.conferencing.find(EffectKey("c")) == bridge)
        try await provider.storage.archive(folder.externalID)
        try await provider.documents.archive(document.externalID)
        try await provider.groups.archive(group.externalID)
        try await provider.conferencing.archive(bridge.externalID)
        let objects = try await fixture.objects
        #expect(objects.compactMap { $0["archived"]?.boolValue } == [true, true, true, true])
        #expect(objects[1]["content"]?["body"]?.stringValue == "# More")
        #expect(objects[1]["content"]?["folder"]?.stringValue == folder.externalID)
    }

    @Test func removingFromWhatIsGoneIsDone() async throws {
        let fixture = try StandInFixture()
        try await fixture.provider.groups.remove("a@example.org", from: "gone")
        let error = await #expect(throws: ProviderError.self) {
            try await fixture.provider.groups.add("a@example.org", to: "gone")
        }
        #expect(error?.code == "http-404")
        #expect(error?.remedy == .giveUp)
    }
}
