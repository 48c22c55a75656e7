import Digests
import Encodings
public import FoundationEssentials
public import Incident
public import IncidentStore
public import Postgres

/// Signs people in and out: by links that are good once, which begin sessions.
///
/// Whoever is signed in sees what everybody of the organisation sees, and what is restricted where they take part.
public struct SignInDesk: Sendable {
    /// How long what signs people in is good.
    public let rules: SignInRules
    let database: PostgresClient

    /// - Parameter database: where links and sessions are.
    public init(database: PostgresClient, rules: SignInRules = SignInRules()) {
        self.database = database
        self.rules = rules
    }

    // MARK: Links

    /// A link that signs somebody in, once.
    public struct Link: Sendable, Hashable {
        /// Secret: who has it is signed in.
        public let token: String
        /// When it is over.
        public let expiresAt: Date
    }

    /// Makes a link.
    /// - Parameters:
    ///   - person: whom it signs in.
    ///   - life: how long it is good; `nil` for the usual.
    ///   - actor: who makes it, for the audit.
    /// - Throws: ``SignInError`` for a life that no link has; `PostgresError`.
    public func invite(_ person: Person, life: Duration?, by actor: String) async throws -> Link {
        guard let life = rules.life(life) else {
            throw SignInError(.invalid, "a link is good for one minute to seven days; say how long with another span")
        }
        let token = Base64.url.encode(randomBytes(32))
        let end = try await SignInLinks.insert(sha256(token), for: person, life: life, by: actor, in: database)
        return Link(token: token, expiresAt: end)
    }

    /// Whom a link would sign in. Looking does not use it up: scanners of mail follow links.
    /// - Throws: ``SignInError``; `PostgresError`.
    public func person(ofLink token: String) async throws -> Person {
        guard let person = try await SignInLinks.person(sha256(token), in: database) else { throw SignInError.over }
        return person
    }

    /// Signs somebody in, and uses the link up.
    /// - Parameter session: SHA-256 of the token of the session that begins.
    /// - Throws: ``SignInError``; `PostgresError`.
    public func signIn(byLink token: String, session digest: [UInt8]) async throws -> SessionRecord {
        guard
            let session = try await SignInLinks.use(
                sha256(token), for: digest, life: rules.sessionLife, in: database)
        else { throw SignInError.over }
        try await SignInLinks.forget(after: rules.memory, in: database)
        return session
    }

    // MARK: Sessions

    /// The session of a token, when it is good. That its person came is written down.
    /// - Parameter digest: SHA-256 of the token.
    public func session(_ digest: [UInt8]) async throws -> SessionRecord? {
        guard let session = try await Sessions.find(digest, idle: rules.idle, in: database) else { return nil }
        // The row says by its own clock whether that is news; most of the time nothing is written.
        if Date().timeIntervalSince(session.usedAt) > 300 { try await Sessions.touch(session.id, in: database) }
        return session
    }

    /// Whether a session is still good; that somebody asks does not lengthen it.
    public func isGood(_ digest: [UInt8]) async throws -> Bool {
        try await Sessions.find(digest, idle: rules.idle, in: database) != nil
    }

    /// Sessions that are good.
    /// - Parameter email: of this person alone; `nil` for all.
    public func sessions(of email: String?) async throws -> [SessionRecord] {
        try await Sessions.list(of: email, idle: rules.idle, in: database)
    }

    /// Ends a session of somebody, or all of them.
    /// - Parameters:
    ///   - id: `nil` for all.
    ///   - email: whose; `nil` for whoever has the session.
    ///   - actor: who ends them.
    /// - Returns: how many ended.
    public func end(_ id: UUID?, of email: String?, by actor: String) async throws -> Int {
        try await Sessions.end(id, of: email, by: actor, in: database)
    }
}
