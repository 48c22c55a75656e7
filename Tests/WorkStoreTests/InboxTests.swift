import Encodings
import FoundationEssentials
import Postgres
import TestServers
import Testing

@testable import WorkStore

@Suite(
    .serialized, .timeLimit(.minutes(10)), .enabled(if: TestServers.areConfigured, "needs Postgres"), .ownDatabase)
struct InboxTests {
    @Test func aMessageIsClaimedOnce() async throws {
        try await Store.with { store in
            let ids = (0..<3).map { _ in UUID.v7() }
            let first = try await store.committer.commit { work in
                try await Inbox.claim([ids[1], ids[0], ids[1]], in: work)
            }
            #expect(Set(first) == Set(ids[0...1]) && first.count == 2)
            let second = try await store.committer.commit { try await Inbox.claim(ids, in: $0) }
            #expect(second == [ids[2]])
        }
    }

    @Test func aClaimEndsWithItsTransaction() async throws {
        struct Undone: Error {}
        try await Store.with { store in
            let id = UUID.v7()
            await #expect(throws: Undone.self) {
                try await store.committer.commit { work in
                    _ = try await Inbox.claim([id], in: work)
                    throw Undone()
                }
            }
            let again = try await store.committer.commit { try await Inbox.claim([id], in: $0) }
            #expect(again == [id])
        }
    }

    /// Whichever way a handler claims it.
    @Test func whatIsOlderThanTheInboxIsRefusedAsSuch() async throws {
        try await Store.with { store in
            var random = SystemRandomNumberGenerator()
            let old = UUID.v7(at: Date(timeIntervalSinceNow: -200 * 86_400), using: &random)
            let claimed = await #expect(throws: PostgresError.self) {
                try await store.committer.commit { try await Inbox.claim([old], in: $0) }
            }
            #expect(claimed?.trouble == .tooOld)
            let leased = await #expect(throws: PostgresError.self) {
                _ = try await MessageLeases(database: store.database).claim(old)
            }
            #expect(leased?.trouble == .tooOld)
        }
    }

    @Test func aLeaseHasOneOwnerAtATime() async throws {
        try await Store.with { store in
            let leases = MessageLeases(database: store.database)
            let lease = leases.lease(on: .v7())
            guard case .granted(let first) = try await leases.claim(lease.messageID) else {
                Issue.record("nobody had it")
                return
            }
            #expect(try await leases.claim(lease.messageID) == .leased)
            // It ends by itself when its owner is gone.
            try await store.run("update inbox set lease_until = now() - interval '1 second'")
            #expect(try await leases.claim(lease.messageID) == .granted(token: first + 1))
            // What the former owner still does has no effect.
            #expect(try await !lease.renew(token: first))
            #expect(try await !lease.release(token: first))
            #expect(try await store.database.query(lease.finish(token: first)).isEmpty)
            #expect(try await leases.claim(lease.messageID) == .leased)
            #expect(try await store.database.query(lease.finish(token: first + 1)).count == 1)
            #expect(try await leases.claim(lease.messageID) == .done)
        }
    }

    @Test func aLeaseIsRenewedByItsOwner() async throws {
        try await Store.with { store in
            let leases = MessageLeases(database: store.database)
            let lease = leases.lease(on: .v7())
            guard case .granted(let token) = try await leases.claim(lease.messageID) else {
                Issue.record("nobody had it")
                return
            }
            try await store.run("update inbox set lease_until = now() + interval '1 second'")
            #expect(try await lease.renew(token: token))
            let renewed = try await store.lines(
                "select (lease_until > now() + interval '20 seconds')::text as line from inbox")
            #expect(renewed == ["true"])
        }
    }

    @Test func aLeaseThatIsReleasedIsThereForTheNext() async throws {
        try await Store.with { store in
            let leases = MessageLeases(database: store.database)
            let lease = leases.lease(on: .v7())
            guard case .granted(let token) = try await leases.claim(lease.messageID) else {
                Issue.record("nobody had it")
                return
            }
            #expect(try await lease.release(token: token))
            #expect(try await leases.claim(lease.messageID) == .granted(token: token + 1))
        }
    }

    /// Many at once: each its own, and one that comes twice is the first one's.
    @Test func leasesThatAreAskedForTogetherAreEachTheirOwn() async throws {
        try await Store.with { store in
            let ids = (0..<40).map { _ in UUID.v7() }
            let leases = MessageLeases(database: store.database)
            let done = leases.lease(on: ids[0])
            guard case .granted(let token) = try await leases.claim(ids[0]) else {
                Issue.record("nobody had it")
                return
            }
            _ = try await store.database.query(done.finish(token: token))
            let claims = try await withThrowingTaskGroup(of: (UUID, MessageLease.Claim).self) { group in
                for id in ids + ids { group.addTask { (id, try await leases.claim(id)) } }
                return try await group.reduce(into: [UUID: [MessageLease.Claim]]()) {
                    $0[$1.0, default: []].append($1.1)
                }
            }
            #expect(claims[ids[0]] == [.done, .done])
            for id in ids.dropFirst() {
                let granted = claims[id, default: []].filter { if case .granted = $0 { true } else { false } }
                #expect(granted.count == 1 && claims[id]?.contains(.leased) == true)
            }
            let finished = try await store.database.query(
                MessageLease.finish([(ids[1], -1), (ids[0], token)]))
            #expect(finished.isEmpty, "neither a lease that is somebody else's nor one that has ended is ended")
        }
    }
}
