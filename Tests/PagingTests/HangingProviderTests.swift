import Capabilities
import Contracts
import FoundationEssentials
import Incident
import Synchronization
import TestServers
import Testing
import WorkerTesting

@testable import Paging

/// A provider that takes a page and does not answer.
@Suite(
    .serialized, .timeLimit(.minutes(10)), .enabled(if: TestServers.areConfigured, "needs Postgres"), .ownDatabase)
struct HangingProviderTests {
    /// Lets nobody through until it is opened.
    private final class Gate: Sendable {
        private let state = Mutex<(isOpen: Bool, waiting: [CheckedContinuation<Void, Never>])>((false, []))

        func pass() async {
            await withCheckedContinuation { continuation in
                let goesOn = state.withLock { state in
                    if !state.isOpen { state.waiting.append(continuation) }
                    return state.isOpen
                }
                if goesOn { continuation.resume() }
            }
        }

        func open() {
            let waiting = state.withLock { state in
                defer { state = (true, []) }
                return state.waiting
            }
            for continuation in waiting { continuation.resume() }
        }
    }

    /// The rest of the plan holds, and who acknowledges hears what the provider has in hand.
    @Test func holdsUpNobodyElse() async throws {
        let gate = Gate()
        // Whatever fails before it opens: the provider must not hang for ever.
        defer { gate.open() }
        let post = Post { message in
            if message.to == "first@example.org" { await gate.pass() }
            return nil
        }
        try await PagingFixture.run(post) { fixture in
            let incident = try await fixture.open(isIdleAfter: false)
            try await eventually("the provider has the first page") { post.recipients == ["first@example.org"] }
            try await fixture.pass("5 minutes", of: incident, isIdleAfter: false)
            try await eventually("the next step is out") {
                try await fixture.pages(of: incident) == ["first@example.org high due", "second@example.org high sent"]
            }
            let inHand = try await fixture.rows(
                """
                select unnest(in_hand) from paging.decide((select id from paging.page order by id limit 1),
                    'acknowledged', 'second@example.org', null, null)
                """)
            #expect(inHand == ["first@example.org by mail"])
            gate.open()
            try await fixture.harness.waitUntilIdle()
            let attempts = try await fixture.rows(
                "select address || ' ' || state from paging.attempt order by address")
            #expect(
                attempts == ["first@example.org sent", "pager@example.org superseded", "second@example.org sent"])
            // What comes later goes to nobody.
            try await fixture.pass("1 hour", of: incident)
            #expect(post.recipients == ["first@example.org", "second@example.org"])
        }
    }
}
