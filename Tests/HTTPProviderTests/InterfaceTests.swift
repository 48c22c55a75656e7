import Capabilities
import Foundation
import HTTPProvider
import JSON
import Testing
import Yams

/// What client and stand-in say to each other, held against `openapi.yaml`.
@Suite(.timeLimit(.minutes(10))) struct InterfaceTests {
    private let interface: Interface

    init() throws {
        interface = try Interface()
    }

    @Test func everyExchangeIsDescribedAndEveryDescriptionUsed() async throws {
        let fixture = try StandInFixture()
        try await exercise(fixture.provider)
        var unused = interface.operations
        for call in try await fixture.calls {
            let name = try #require(call["operation"]?.stringValue)
            let operation = try #require(interface.operation(for: name), "\(name) is not described")
            unused.remove(operation.id)
            let complaints = interface.complaints(
                operation, request: call["request"] ?? .null, status: try #require(call["status"]?.intValue),
                answer: call["answer"] ?? .null)
            #expect(complaints.isEmpty, "\(name): \(complaints)")
        }
        #expect(unused.isEmpty)
    }

    @Test func complainsAboutWhatIsWrong() throws {
        let operation = try #require(interface.operation(for: "group.create"))
        let good: JSON = ["effect_key": "k", "name": "n", "title": "t", "members": []]
        let missing: JSON = ["effect_key": "k", "name": "n", "title": "t"]
        let foreign: JSON = ["effect_key": "k", "name": "n", "title": "t", "members": [], "x": 1]
        let answer: JSON = ["id": "1"]
        #expect(interface.complaints(operation, request: good, status: 201, answer: answer).isEmpty)
        #expect(
            interface.complaints(operation, request: missing, status: 201, answer: answer) == ["request lacks members"])
        #expect(interface.complaints(operation, request: foreign, status: 201, answer: answer) == ["request has x"])
        #expect(interface.complaints(operation, request: good, status: 201, answer: [:]) == ["answer lacks id"])
        #expect(interface.complaints(operation, request: good, status: 200, answer: answer) == ["status 200"])
    }

    private func exercise(_ provider: HTTPProvider) async throws {
        let key = EffectKey("k")
        let ticket = TicketDraft(title: "t", description: "", status: "", severity: "", priority: "", assignee: nil)
        _ = try await provider.ticketing.find(key)
        let ticketID = try await provider.ticketing.create(ticket, key: key).externalID
        try await provider.ticketing.update(ticketID, to: ticket)
        try await provider.ticketing.archive(ticketID)
        let conversation = ConversationDraft(name: "n", topic: "", members: [], isPrivate: false)
        _ = try await provider.conversations.find(key)
        let conversationID = try await provider.conversations.create(conversation, key: key).externalID
        try await provider.conversations.add("a@example.org", to: conversationID)
        try await provider.conversations.remove("a@example.org", from: conversationID)
        _ = try await provider.conversations.findPost(key, inConversation: conversationID)
        _ = try await provider.conversations.post("hello", inConversation: conversationID, key: key)
        try await provider.conversations.bookmark("b", url: "https://example.org", inConversation: conversationID)
        try await provider.conversations.archive(conversationID)
        _ = try await provider.storage.find(key)
        let folderID = try await provider.storage.create(FolderDraft(name: "f", members: []), key: key).externalID
        try await provider.storage.add("a@example.org", to: folderID)
        try await provider.storage.remove("a@example.org", from: folderID)
        try await provider.storage.archive(folderID)
        _ = try await provider.documents.find(key)
        let document = DocumentDraft(title: "d", format: .csv, body: "a,b", folder: nil)
        let documentID = try await provider.documents.create(document, key: key).externalID
        try await provider.documents.update(documentID, to: "c,d")
        try await provider.documents.archive(documentID)
        _ = try await provider.groups.find(key)
        let group = GroupDraft(name: "g", title: "g", members: [])
        let groupID = try await provider.groups.create(group, key: key).externalID
        try await provider.groups.add("a@example.org", to: groupID)
        try await provider.groups.remove("a@example.org", from: groupID)
        try await provider.groups.archive(groupID)
        _ = try await provider.conferencing.find(key)
        let bridge = try await provider.conferencing.create(ConferenceDraft(title: "c", members: []), key: key)
        try await provider.conferencing.archive(bridge.externalID)
        _ = try await provider.pager.find(key)
        _ = try await provider.pager.create(
            PagerDraft(channel: "sms", to: "+15550100", person: "a@example.org", subject: "s", text: "t"), key: key)
        try await provider.send(
            MailMessage(
                from: "a@example.org", to: "b@example.org", subject: "s", messageID: "<1@example.org>",
                date: "Mon, 05 Jan 2026 09:00:00 +0000", body: "b", headers: ["Auto-Submitted": "auto-generated"]))
    }
}
