import Capabilities
import JSON
import Testing

@testable import HTTPProvider

@Suite(.timeLimit(.minutes(10))) struct HTTPProviderTests {
    private let key = EffectKey("inc-17/resource:1")
    private let ticket = TicketDraft(
        title: "Checkout is slow", description: "p99 > 5 s", status: "active", severity: "high", priority: "high",
        assignee: nil)

    @Test func aTicketIsMadeFoundChangedAndArchived() async throws {
        let fixture = try StandInFixture()
        #expect(try await fixture.provider.findTicket(key) == nil)
        let made = try await fixture.provider.createTicket(ticket, key: key)
        #expect(made.url == "https://stand-in.example.org/\(made.externalID)")
        #expect(try await fixture.provider.findTicket(key) == made)
        #expect(try await fixture.provider.findTicket(EffectKey("other")) == nil)
        var changed = ticket
        changed.status = "stable"
        changed.assignee = "commander@example.org"
        try await fixture.provider.updateTicket(made.externalID, to: changed)
        try await fixture.provider.archiveTicket(made.externalID)
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
        let id = try await provider.createConversation(draft, key: key).externalID
        #expect(try await provider.findConversation(key)?.externalID == id)
        try await provider.addMember("b+x@example.org", toConversation: id)
        try await provider.addMember("b+x@example.org", toConversation: id)
        try await provider.removeMember("a@example.org", fromConversation: id)
        let post = EffectKey("inc-17/post:1")
        #expect(try await provider.findPost(post, inConversation: id) == nil)
        let said = try await provider.post("Welcome", inConversation: id, key: post)
        #expect(try await provider.findPost(post, inConversation: id) == said)
        try await provider.bookmark("Ticket", url: "https://example.org/1", inConversation: id)
        try await provider.bookmark("Ticket", url: "https://example.org/2", inConversation: id)
        try await provider.archiveConversation(id)
        let object = try #require(try await fixture.objects.first)
        #expect(object["members"] == ["b+x@example.org"])
        #expect(object["bookmarks"] == [["title": "Ticket", "url": "https://example.org/2"]])
        #expect(object["content"]?["private"]?.boolValue == true)
    }

    @Test func foldersDocumentsGroupsAndConferences() async throws {
        let fixture = try StandInFixture()
        let provider = fixture.provider
        let folder = try await provider.createFolder(FolderDraft(name: "inc-17", members: []), key: EffectKey("f"))
        try await provider.addMember("a@example.org", toFolder: folder.externalID)
        try await provider.removeMember("a@example.org", fromFolder: folder.externalID)
        let draft = DocumentDraft(title: "Notes", format: .markdown, body: "# Notes", folder: folder.externalID)
        let document = try await provider.createDocument(draft, key: EffectKey("d"))
        try await provider.updateDocument(document.externalID, to: "# More")
        let group = try await provider.createGroup(
            GroupDraft(name: "inc-17", title: "Incident 17", members: []), key: EffectKey("g"))
        #expect(group.address == "inc-17@stand-in.example.org")
        try await provider.addMember("a@example.org", toGroup: group.externalID)
        try await provider.removeMember("a@example.org", fromGroup: group.externalID)
        let bridge = try await provider.createConference(
            ConferenceDraft(title: "Incident 17", members: []), key: EffectKey("c"))
        #expect(try await provider.findFolder(EffectKey("f")) == folder)
        #expect(try await provider.findDocument(EffectKey("d")) == document)
        #expect(try await provider.findGroup(EffectKey("g")) == group)
        #expect(try await provider.findConference(EffectKey("c")) == bridge)
        try await provider.archiveFolder(folder.externalID)
        try await provider.archiveDocument(document.externalID)
        try await provider.archiveGroup(group.externalID)
        try await provider.archiveConference(bridge.externalID)
        let objects = try await fixture.objects
        #expect(objects.compactMap { $0["archived"]?.boolValue } == [true, true, true, true])
        #expect(objects[1]["content"]?["body"]?.stringValue == "# More")
        #expect(objects[1]["content"]?["folder"]?.stringValue == folder.externalID)
    }

    @Test func removingFromWhatIsGoneIsDone() async throws {
        let fixture = try StandInFixture()
        try await fixture.provider.removeMember("a@example.org", fromGroup: "gone")
        let error = await #expect(throws: ProviderError.self) {
            try await fixture.provider.addMember("a@example.org", toGroup: "gone")
        }
        #expect(error?.code == "http-404")
        #expect(error?.remedy == .giveUp)
    }
}
