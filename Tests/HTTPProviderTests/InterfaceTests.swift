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
        _ = try await provider.findTicket(key)
        let ticketID = try await provider.createTicket(ticket, key: key).externalID
        try await provider.updateTicket(ticketID, to: ticket)
        try await provider.archiveTicket(ticketID)
        let conversation = ConversationDraft(name: "n", topic: "", members: [], isPrivate: false)
        _ = try await provider.findConversation(key)
        let conversationID = try await provider.createConversation(conversation, key: key).externalID
        try await provider.addMember("a@example.org", toConversation: conversationID)
        try await provider.removeMember("a@example.org", fromConversation: conversationID)
        _ = try await provider.findPost(key, inConversation: conversationID)
        _ = try await provider.post("hello", inConversation: conversationID, key: key)
        try await provider.bookmark("b", url: "https://example.org", inConversation: conversationID)
        try await provider.archiveConversation(conversationID)
        _ = try await provider.findFolder(key)
        let folderID = try await provider.createFolder(FolderDraft(name: "f", members: []), key: key).externalID
        try await provider.addMember("a@example.org", toFolder: folderID)
        try await provider.removeMember("a@example.org", fromFolder: folderID)
        try await provider.archiveFolder(folderID)
        _ = try await provider.findDocument(key)
        let document = DocumentDraft(title: "d", format: .csv, body: "a,b", folder: nil)
        let documentID = try await provider.createDocument(document, key: key).externalID
        try await provider.updateDocument(documentID, to: "c,d")
        try await provider.archiveDocument(documentID)
        _ = try await provider.findGroup(key)
        let group = GroupDraft(name: "g", title: "g", members: [])
        let groupID = try await provider.createGroup(group, key: key).externalID
        try await provider.addMember("a@example.org", toGroup: groupID)
        try await provider.removeMember("a@example.org", fromGroup: groupID)
        try await provider.archiveGroup(groupID)
        _ = try await provider.findConference(key)
        let bridge = try await provider.createConference(ConferenceDraft(title: "c", members: []), key: key)
        try await provider.archiveConference(bridge.externalID)
        try await provider.send(
            MailMessage(
                from: "a@example.org", to: "b@example.org", subject: "s", messageID: "<1@example.org>",
                date: "Mon, 05 Jan 2026 09:00:00 +0000", body: "b", headers: ["Auto-Submitted": "auto-generated"]))
    }
}
