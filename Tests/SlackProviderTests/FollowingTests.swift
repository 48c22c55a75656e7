import Capabilities
import SlackStandIn
import Testing

@testable import SlackProvider

/// A channel goes with its incident.
@Suite(.timeLimit(.minutes(10))) struct FollowingTests {
    private func follow(
        _ fixture: SlackFixture, _ id: String, _ stage: ConversationState.Stage, topic: String = "now"
    ) async throws {
        try await fixture.conversations.follow(id, ConversationState(topic: topic, stage: stage))
    }

    @Test func theTopicIsWrittenWhenItDiffers() async throws {
        let fixture = try SlackFixture()
        let id = try await fixture.create().externalID
        for _ in 0..<2 { try await follow(fixture, id, .going, topic: "a & b") }
        #expect(fixture.standIn.channels[0].topic == "a &amp; b")
        #expect(fixture.standIn.calls.filter { $0 == "conversations.setTopic" }.count == 2)
        try await follow(fixture, id, .closed)
        #expect(!fixture.standIn.channels[0].isArchived)
    }

    @Test func whatIsOverIsArchivedOnce() async throws {
        let fixture = try SlackFixture()
        let id = try await fixture.create().externalID
        for _ in 0..<2 { try await follow(fixture, id, .over) }
        #expect(fixture.standIn.channels[0].isArchived)
        #expect(fixture.standIn.calls.filter { $0 == "conversations.archive" }.count == 1)
        try await fixture.conversations.archive(id)
        try await follow(fixture, id, .closed)
        #expect(fixture.standIn.channels[0].isArchived, "what somebody has archived stays so")
        #expect(fixture.standIn.invalid == [])
    }

    /// Somebody has thrown the app out: it comes back to archive, and is told when it cannot.
    @Test func whoWasThrownOutComesBackToArchive() async throws {
        let fixture = try SlackFixture()
        let id = try await fixture.create().externalID
        fixture.standIn.change("inc-17") { $0.members.removeAll { $0 == "U0BOT" } }
        try await follow(fixture, id, .over, topic: "INC-17: Payments <are> refused")
        #expect(fixture.standIn.channels[0].isArchived && fixture.standIn.invalid == [])
        fixture.standIn.change("inc-17") {
            $0.isArchived = false
            $0.isPrivate = true
        }
        let error = await #expect(throws: ProviderError.self) { try await fixture.conversations.archive(id) }
        #expect(error?.remedy == .giveUp && error?.detail.contains("invite it there") == true)
    }

    /// The token of a person opens an archived channel again.
    @Test func aPersonsTokenOpensItAgain() async throws {
        let standIn = try SlackStandIn()
        standIn.set(token: "xoxp-right")
        let fixture = try SlackFixture(token: "xoxp-right", at: standIn)
        let id = try await fixture.create().externalID
        try await follow(fixture, id, .over)
        try await follow(fixture, id, .going, topic: "again")
        #expect(!standIn.channels[0].isArchived && standIn.channels[0].topic == "again")
        #expect(standIn.invalid == [])
    }

    /// Slack lets no bot do it, and throws bots out of what is archived: it says what to do.
    @Test func ofABotItIsAskedInASentence() async throws {
        let fixture = try SlackFixture()
        let id = try await fixture.create().externalID
        try await follow(fixture, id, .over)
        let error = await #expect(throws: ProviderError.self) { try await follow(fixture, id, .going) }
        #expect(error?.remedy == .giveUp && error?.detail.contains("open #inc-17 by hand") == true)
        // Somebody has done so: it goes on, and the app comes back.
        fixture.standIn.change("inc-17") { $0.isArchived = false }
        try await follow(fixture, id, .going, topic: "again")
        #expect(fixture.standIn.channels[0].topic == "again")
        #expect(fixture.standIn.channels[0].members.contains("U0BOT"))
    }
}
