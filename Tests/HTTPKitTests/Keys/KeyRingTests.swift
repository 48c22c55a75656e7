import Digests
import FoundationEssentials
import IncidentStore
import Synchronization
import Testing

@testable import HTTPKit

@Suite struct KeyRingTests {
    private let text = "mus_abcdefgh_" + String(repeating: "A", count: 43)

    private func stored(expiresAt: Date? = nil, isRevoked: Bool = false) -> APIKeyRecord {
        APIKeyRecord(
            prefix: "abcdefgh", name: "prometheus", digest: sha256(text), scopes: ["alerts:write"],
            expiresAt: expiresAt, isRevoked: isRevoked)
    }

    @Test func knowsTheOwnerAndReadsOnce() async throws {
        let reads = Mutex(0)
        let stored = stored()
        let ring = KeyRing(freshness: .seconds(60)) { _ in
            reads.withLock { $0 += 1 }
            return stored
        }
        let key = try #require(APIKey(text))
        for _ in 0..<3 { #expect(try await ring.owner(of: key)?.name == "prometheus") }
        #expect(reads.withLock { $0 } == 1)
        #expect(ring.takeUses().keys.sorted() == ["abcdefgh"])
        #expect(ring.takeUses().isEmpty)
    }

    @Test func knowsAtOnceOnlyWhatItReadAMomentAgo() async throws {
        let stored = stored(expiresAt: Date(timeIntervalSinceNow: 60))
        let ring = KeyRing(freshness: .seconds(60)) { _ in stored }
        let key = try #require(APIKey(text))
        let other = try #require(APIKey("mus_abcdefgh_" + String(repeating: "B", count: 43)))
        #expect(ring.knownOwner(of: key) == nil)
        _ = try await ring.owner(of: key)
        #expect(ring.knownOwner(of: key)?.name == "prometheus")
        #expect(ring.knownOwner(of: other) == nil)
        #expect(ring.knownOwner(of: key, at: Date(timeIntervalSinceNow: 61)) == nil)
        let forgetful = KeyRing(freshness: .zero) { _ in stored }
        _ = try await forgetful.owner(of: key)
        #expect(forgetful.knownOwner(of: key) == nil)
    }

    @Test func refusesAnotherKeyWithTheSamePrefix() async throws {
        let stored = stored()
        let ring = KeyRing { _ in stored }
        let other = try #require(APIKey("mus_abcdefgh_" + String(repeating: "B", count: 43)))
        #expect(try await ring.owner(of: other) == nil)
        #expect(ring.takeUses().isEmpty)
    }

    @Test func refusesUnknownExpiredAndRevokedKeys() async throws {
        let key = try #require(APIKey(text))
        let now = Date()
        for found in [nil, stored(expiresAt: now), stored(isRevoked: true)] {
            let ring = KeyRing { _ in found }
            #expect(try await ring.owner(of: key, at: now) == nil)
        }
    }

    @Test func aRevocationWorksOnceTheKeyIsReadAgain() async throws {
        let revoked = Mutex(false)
        let good = stored()
        let bad = stored(isRevoked: true)
        let ring = KeyRing(freshness: .zero) { _ in revoked.withLock { $0 } ? bad : good }
        let key = try #require(APIKey(text))
        #expect(try await ring.owner(of: key) != nil)
        revoked.withLock { $0 = true }
        #expect(try await ring.owner(of: key) == nil)
    }

    @Test func forgetsTheOldestWhenItIsFullAndNoOther() async throws {
        let reads = Mutex<[String]>([])
        let stored = stored()
        let ring = KeyRing(freshness: .seconds(60), capacity: 2) { prefix in
            reads.withLock { $0.append(prefix) }
            return stored
        }
        func ask(_ prefixes: String...) async throws -> [String] {
            reads.withLock { $0 = [] }
            for prefix in prefixes {
                _ = try await ring.owner(of: try #require(APIKey("mus_\(prefix)_" + String(repeating: "A", count: 43))))
            }
            return reads.withLock { $0 }
        }
        #expect(try await ask("aaaaaaaa", "bbbbbbbb", "cccccccc") == ["aaaaaaaa", "bbbbbbbb", "cccccccc"])
        #expect(try await ask("bbbbbbbb", "cccccccc") == [], "those that fit are still known")
        #expect(try await ask("aaaaaaaa", "cccccccc", "bbbbbbbb") == ["aaaaaaaa", "bbbbbbbb"])
    }
}
