import Foundation
import TestServers
import Testing

@testable import Operations

@Suite(.enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)), .serialized)
struct KeyStoreTests {
    @Test func keysLiveUntilTheyEndOrAreRevoked() async throws {
        try await MigratedDatabase.with { database, client in
            let store = KeyStore(client: client, actor: "somebody")
            let first = NewKey()
            _ = try await store.insert(first, name: "ci", scopes: ["alerts:write"], expiresAt: nil)
            _ = try await store.insert(NewKey(), name: "ci", scopes: ["alerts:write"], expiresAt: nil)
            _ = try await store.insert(
                NewKey(), name: "ci", scopes: ["alerts:write"], expiresAt: Date(timeIntervalSinceNow: -1))
            #expect(try await store.live(named: "ci").count == 2)
            #expect(try await store.revoke(first.prefix) == [first.prefix])
            #expect(try await store.live(named: "ci").count == 1)
            #expect(try await store.revoke("ci").count == 2)
            #expect(try await store.live(named: "ci").isEmpty)
            #expect(try await store.all().count == 3)
            let kept = try await database.run(
                sql:
                    "select count(*) from core.api_key where encode(digest, 'hex') = '\(first.digest.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined())'"
            )
            #expect(kept == ["1"])
        }
    }
}
