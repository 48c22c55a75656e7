import Digests
import Incident
import IncidentStore
import Logging
import Postgres
import TestServers
import Testing

@testable import SignInDesk

/// Links and sessions, with the rights that intake has and no more; links are made with those of the operator.
@Suite(
    .serialized, .enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)),
    .ownDatabase)
struct SignInDeskTests {
    private static let ana = Person(email: "Ana@example.org", name: "Ana")

    private func withDesks(
        _ body: @Sendable (_ intake: SignInDesk, _ operations: SignInDesk, TestDatabase) async throws -> Void
    ) async throws {
        let database = try await SuiteDatabase.empty()
        try await database.run(sql: "delete from core.session; delete from core.sign_in_link;")
        let clients = try [database.url(process: "intake"), database.url].map { url in
            PostgresClient(
                configuration: try PostgresConfiguration(url: url, applicationName: "sign-in tests"),
                logger: Logger(label: "test"))
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for client in clients { group.addTask { try await client.run() } }
            defer { group.cancelAll() }
            try await body(SignInDesk(database: clients[0]), SignInDesk(database: clients[1]), database)
        }
    }

    @Test func aLinkSignsInOnce() async throws {
        try await withDesks { desk, operations, _ in
            let link = try await operations.invite(Self.ana, life: nil, by: "op")
            for _ in 0..<3 {
                let person = try await desk.person(ofLink: link.token)
                #expect(person == Self.ana)
            }
            let session = try await desk.signIn(byLink: link.token, session: sha256("one"))
            #expect(session.email == "Ana@example.org")
            let found = try await desk.session(sha256("one"))
            #expect(found?.id == session.id)
            let error = await #expect(throws: SignInError.self) {
                try await desk.signIn(byLink: link.token, session: sha256("two"))
            }
            #expect(error?.code == .over)
            let second = try await desk.session(sha256("two"))
            #expect(second == nil)
            await #expect(throws: SignInError.self) { try await desk.person(ofLink: link.token) }
        }
    }

    @Test func theDatabaseHasNeitherTheLinkNorTheSession() async throws {
        try await withDesks { desk, operations, database in
            let link = try await operations.invite(Self.ana, life: nil, by: "op")
            _ = try await desk.signIn(byLink: link.token, session: sha256("the session's token"))
            let rows = try await database.run(
                sql: """
                    select l::text from core.sign_in_link l union all select s::text from core.session s
                    union all select a::text from core.audit a
                    """)
            #expect(rows.count >= 4)
            #expect(!rows.contains { $0.contains(link.token) || $0.contains("the session's token") })
        }
    }

    @Test func aLinkThatIsOverSignsNobodyIn() async throws {
        try await withDesks { desk, operations, database in
            let link = try await operations.invite(Self.ana, life: .seconds(60), by: "op")
            try await database.run(sql: "update core.sign_in_link set expires_at = now() - interval '1 second';")
            await #expect(throws: SignInError.self) {
                try await desk.signIn(byLink: link.token, session: sha256("x"))
            }
        }
    }

    @Test(arguments: [
        "expires_at = now() - interval '1 second'", "used_at = now() - interval '12 hours 1 second'",
        "ended_at = now(), ended_by = 'op'",
    ])
    func aSessionEnds(change: String) async throws {
        try await withDesks { desk, operations, database in
            let link = try await operations.invite(Self.ana, life: nil, by: "op")
            _ = try await desk.signIn(byLink: link.token, session: sha256("one"))
            let before = try await desk.isGood(sha256("one"))
            try await database.run(sql: "update core.session set \(change);")
            let after = try await desk.isGood(sha256("one"))
            #expect(before && !after)
            let session = try await desk.session(sha256("one"))
            #expect(session == nil)
            let listed = try await desk.sessions(of: nil)
            #expect(listed.isEmpty)
        }
    }

    @Test func whoComesStaysSignedIn() async throws {
        try await withDesks { desk, operations, database in
            let link = try await operations.invite(Self.ana, life: nil, by: "op")
            _ = try await desk.signIn(byLink: link.token, session: sha256("one"))
            try await database.run(sql: "update core.session set used_at = now() - interval '11 hours';")
            _ = try await desk.isGood(sha256("one"))
            let untouched = try await database.run(
                sql: "select used_at > now() - interval '1 minute' from core.session")
            #expect(untouched == ["f"])
            _ = try await desk.session(sha256("one"))
            let touched = try await database.run(sql: "select used_at > now() - interval '1 minute' from core.session")
            #expect(touched == ["t"])
        }
    }

    @Test func sessionsOfOnePersonEnd() async throws {
        try await withDesks { desk, operations, _ in
            for (index, email) in ["ana@example.org", "ANA@example.org", "bob@example.org"].enumerated() {
                let link = try await operations.invite(Person(email: email, name: "x"), life: nil, by: "op")
                _ = try await desk.signIn(byLink: link.token, session: sha256("\(index)"))
            }
            let ended = try await operations.end(nil, of: "Ana@Example.org", by: "op")
            #expect(ended == 2)
            let left = try await operations.sessions(of: nil).map(\.email)
            #expect(left == ["bob@example.org"])
        }
    }
}
