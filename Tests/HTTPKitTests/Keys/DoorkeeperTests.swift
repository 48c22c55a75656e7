import Digests
import FoundationEssentials
import IncidentStore
import Testing

@testable import HTTPKit

@Suite struct DoorkeeperTests {
    private static func key(_ prefix: String) -> String { "mus_\(prefix)_" + String(repeating: "A", count: 43) }

    /// Knows three keys, of which the last has no quota; two requests may come at once.
    private func doorkeeper() async throws -> Doorkeeper {
        let ring = KeyRing(freshness: .seconds(600)) { prefix in
            APIKeyRecord(
                prefix: prefix, name: prefix, digest: sha256(Self.key(prefix)), scopes: ["alerts:write"],
                expiresAt: nil,
                isRevoked: false, hasQuota: prefix != "measured")
        }
        for prefix in ["floodseq", "quietkey", "measured"] {
            _ = try await ring.owner(of: try #require(APIKey(Self.key(prefix))))
        }
        return Doorkeeper(keys: ring, quota: Quota(rate: 0.001, stock: 2))
    }

    @Test func whatOneKeySendsTakesNothingFromAnother() async throws {
        let doorkeeper = try await doorkeeper()
        func admits(_ prefix: String) -> Bool {
            doorkeeper.admitAtOnce("Bearer \(Self.key(prefix))", for: .alertsWrite) != nil
        }
        #expect((0..<5).map { _ in admits("floodseq") } == [true, true, false, false, false])
        #expect((0..<3).map { _ in admits("quietkey") } == [true, true, false])
        #expect((0..<50).allSatisfy { _ in admits("measured") })
    }
}
