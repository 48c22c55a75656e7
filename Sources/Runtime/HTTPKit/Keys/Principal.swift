public import IncidentStore

/// Who sends a request: the owner of the API key that it carries.
public struct Principal: Sendable, Hashable {
    /// The name of the key, which timeline and audit give as the actor.
    public let name: String
    /// What the key is looked up by. Not secret.
    public let keyPrefix: String
    /// What the key allows.
    public let scopes: Set<Scope>

    /// The owner of a key. Scopes that this release does not know allow nothing.
    public init(_ key: APIKeyRecord) {
        name = key.name
        keyPrefix = key.prefix
        scopes = Set(key.scopes.compactMap(Scope.init))
    }

    /// Whether incidents of restricted visibility, and what belongs to them, are there for this key: for responders and
    /// operators, not for a dashboard that only reads.
    public var seesRestricted: Bool {
        !scopes.isDisjoint(with: [.incidentsWrite, .operations, .administration])
    }
}
