import Capabilities
import HTTPProvider
import JSON
import Testing

/// What the provider makes of a system that misbehaves.
@Suite(.timeLimit(.minutes(10))) struct FaultTests {
    private let key = EffectKey("inc-17/resource:1")
    private let draft = GroupDraft(name: "inc-17", title: "Incident 17", members: [])

    private func failure(_ fixture: StandInFixture) async throws -> ProviderError {
        try #require(
            await #expect(throws: ProviderError.self) { try await fixture.provider.groups.create(draft, key: key) })
    }

    @Test func rateLimit() async throws {
        let fixture = try StandInFixture()
        try await fixture.set("group.create", "status", status: 429, retryAfter: 3)
        let error = try await failure(fixture)
        #expect(error.remedy == .retryAfter(.seconds(3)))
        #expect(!error.mayHaveHappened)
        #expect(try await fixture.objects.isEmpty)
        _ = try await fixture.provider.groups.create(draft, key: key)
    }

    @Test(arguments: ["drop", "status"])
    func failureWithoutEffect(action: String) async throws {
        let fixture = try StandInFixture()
        try await fixture.set("*.create", action)
        let error = try await failure(fixture)
        #expect(error.remedy == .retry)
        #expect(error.mayHaveHappened)
        #expect(try await fixture.provider.groups.find(key) == nil)
    }

    @Test func hanging() async throws {
        let fixture = try StandInFixture(timeout: .milliseconds(300))
        try await fixture.set("group.*", "hang")
        let error = try await failure(fixture)
        #expect(error.code == "timeout")
        #expect(error.mayHaveHappened)
        #expect(error.isOutage)
    }

    /// On a kept-alive connection too: the creation is not repeated behind the caller's back.
    @Test func deathAfterCreationIsFound() async throws {
        let fixture = try StandInFixture()
        #expect(try await fixture.provider.groups.find(key) == nil)
        try await fixture.set("group.create", "die")
        let error = try await failure(fixture)
        #expect(error.mayHaveHappened)
        #expect(try await fixture.objects.count == 1)
        #expect(try await fixture.provider.groups.find(key) != nil)
    }

    @Test func searchThatLags() async throws {
        let fixture = try StandInFixture()
        try await fixture.set(["search_lag_ms": 600_000])
        _ = try await fixture.provider.groups.create(draft, key: key)
        #expect(try await fixture.provider.groups.find(key) == nil)
        try await fixture.set(["search_lag_ms": 0])
        #expect(try await fixture.provider.groups.find(key) != nil)
    }

    @Test(arguments: [(true, 1), (false, 2)])
    func idempotencyKeysWhenSwitchedOn(areHonoured: Bool, count: Int) async throws {
        let fixture = try StandInFixture()
        try await fixture.set(["honours_idempotency_keys": .bool(areHonoured)])
        let first = try await fixture.provider.groups.create(draft, key: key)
        let second = try await fixture.provider.groups.create(draft, key: key)
        #expect((first == second) == areHonoured)
        #expect(try await fixture.objects.count == count)
    }

    @Test func wrongTokenIsPermanentAndNotShown() async throws {
        let fixture = try StandInFixture(token: "wrong-secret")
        let error = try await failure(fixture)
        #expect(error.code == "http-401")
        #expect(error.remedy == .giveUp)
        #expect(!"\(error)".contains("wrong-secret"))
    }
}
