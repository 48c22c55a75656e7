import Capabilities
import JSON
import JiraStandIn
import Organisation
import Testing

@testable import JiraProvider

/// What `muster provider check` says of a Jira, by what it may and has.
@Suite(.timeLimit(.minutes(10))) struct JiraCheckTests {
    private func wrong(_ fixture: JiraFixture, token: String = "right") async throws -> [ProviderFinding] {
        let check = try #require(fixture.vendor.check)
        return await check(fixture.settings, token).filter { !$0.isWell }
    }

    @Test(arguments: [true, false])
    func aJiraThatHasAllIsWellAndNothingIsMade(isCloud: Bool) async throws {
        let fixture = try JiraFixture(isCloud: isCloud, options: ["priorities": ["p1": "Highest"]])
        let check = try #require(fixture.vendor.check)
        let findings = await check(fixture.settings, "right")
        #expect(findings.allSatisfy { $0.isWell && $0.fix == nil }, "\(findings)")
        #expect(
            findings.map(\.name) == [
                "server", "account", "project", "type", "fields", "priorities", "search", "people", "permissions",
            ])
        #expect(fixture.standIn.tickets.isEmpty && fixture.standIn.invalid == [])
    }

    @Test func eachMissingPermissionIsNamedWithWhatDoesNotWorkWithoutIt() async throws {
        let fixture = try JiraFixture()
        fixture.standIn.deny("TRANSITION_ISSUES")
        fixture.standIn.deny("LINK_ISSUES")
        let findings = try await wrong(fixture)
        #expect(findings.map(\.name) == ["permissions"])
        #expect(findings[0].detail.contains("Transition issues: without it tickets keep their status"))
        #expect(findings[0].fix?.contains("*Link issues*") == true)
    }

    @Test func aRefusedTokenEndsTheCheckAndIsNotShown() async throws {
        let findings = try await wrong(JiraFixture(), token: "wrong-secret")
        #expect(findings.map(\.name) == ["server", "account"])
        #expect(findings.allSatisfy { $0.fix?.contains("token_variable") == true })
        #expect(!"\(findings)".contains("wrong-secret"))
    }

    @Test func aProjectThatCannotBeSeen() async throws {
        let fixture = try JiraFixture()
        fixture.standIn.deny("BROWSE_PROJECTS")
        let findings = try await wrong(fixture)
        #expect(findings.map(\.name) == ["project"])
        #expect(findings[0].fix?.contains("*Browse projects*") == true)
    }

    @Test func peopleWhoMayNotBeLookedForNameTheScope() async throws {
        let fixture = try JiraFixture()
        fixture.standIn.fail(JiraFault("people", .status(403)))
        let findings = try await wrong(fixture)
        #expect(findings.map(\.name) == ["people"])
        #expect(findings[0].fix?.contains("`read:jira-user`") == true)
    }

    @Test func fieldsPrioritiesAndTypesThatDoNotFit() async throws {
        let fixture = try JiraFixture(options: ["custom_fields": [["field": "customfield_7", "value": "x"]]])
        #expect(try await wrong(fixture).map(\.name) == ["fields"])
        let demanding = try JiraFixture(options: ["priorities": ["p1": "Blocker"]])
        demanding.standIn.demand("customfield_9")
        let findings = try await wrong(demanding)
        #expect(findings.map(\.name) == ["fields", "priorities"])
        #expect(findings[0].detail.contains("customfield_9") && findings[1].detail.contains("`Blocker`"))
        let typed = try await wrong(JiraFixture(options: ["issue_type": "Incident"]))
        #expect(typed.map(\.name) == ["type"] && typed[0].fix?.contains("`Task`") == true)
    }

    @Test func theWrongKindOfJira() async throws {
        let fixture = try JiraFixture(isCloud: true)
        fixture.standIn.fail(
            JiraFault("server", .status(200, body: #"{"deploymentType":"Server"}"#)))
        #expect(try await wrong(fixture).first?.fix?.contains("deployment: data_center") == true)
    }

    /// A Jira without the resource that tells permissions is worked with all the same.
    @Test func withoutPermissionsToReadItSaysWhereToLook() async throws {
        let fixture = try JiraFixture()
        fixture.standIn.hidePermissions()
        #expect(try await wrong(fixture).isEmpty)
    }
}
