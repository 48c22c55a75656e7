import Capabilities
import JSON
import Organisation
import SlackStandIn
import Testing

@testable import SlackProvider

/// What `muster provider check` says of a Slack, by what its token may.
@Suite(.timeLimit(.minutes(10))) struct SlackCheckTests {
    private func findings(_ fixture: SlackFixture, token: String = "xoxb-right") async throws -> [ProviderFinding] {
        let check = try #require(fixture.vendor.check)
        return await check(fixture.settings, token)
    }

    @Test func aSlackThatAllowsAllIsWellAndNothingIsChanged() async throws {
        let fixture = try SlackFixture()
        let findings = try await findings(fixture)
        #expect(findings.allSatisfy { $0.isWell && $0.fix == nil }, "\(findings)")
        #expect(findings.map(\.name) == ["account", "scopes", "channels", "people"])
        #expect(fixture.standIn.channels.isEmpty && fixture.standIn.invalid == [])
        #expect(
            fixture.standIn.calls == ["auth.test", "auth.test", "conversations.list", "users.lookupByEmail"])
    }

    @Test func eachMissingScopeIsNamedWithWhatDoesNotWorkWithoutIt() async throws {
        let fixture = try SlackFixture()
        fixture.standIn.deny("groups:write")
        fixture.standIn.deny("users:read.email")
        let wrong = try await findings(fixture).filter { !$0.isWell }
        #expect(wrong.map(\.name) == ["scopes", "people"])
        #expect(wrong[0].detail.contains("groups:write: without it restricted incidents have no channel"))
        #expect(wrong[0].fix?.contains("`users:read.email`") == true)
        #expect(wrong[1].detail.contains("lacks the scope `users:read.email`"))
    }

    @Test func aRefusedTokenEndsTheCheckAndIsNotShown() async throws {
        let findings = try await findings(SlackFixture(), token: "xoxb-secret")
        #expect(findings.map(\.name) == ["account"] && findings[0].fix?.contains("token_variable") == true)
        #expect(!"\(findings)".contains("xoxb-secret"))
    }

    @Test func whoArchivesWithABotIsToldWhatItCannot() async throws {
        let fixture = try SlackFixture(options: ["archive_after_hours": 24])
        let note = try await findings(fixture).last
        #expect(note?.name == "archive" && note?.isWell == true && note?.fix?.contains("by hand") == true)
    }
}
