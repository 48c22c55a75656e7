public import Incident
public import IncidentStore
public import Organisation

/// Who sends a request: the owner of the API key that it carries.
public struct Principal: Sendable, Hashable {
    /// The name of the key, which timeline and audit give as the actor.
    public let name: String
    /// What the key is looked up by. Not secret.
    public let keyPrefix: String
    /// What the key allows.
    public let scopes: Set<Scope>
    /// Whether the requests that it sends are limited.
    public let hasQuota: Bool
    /// What is there to be seen for them: incidents of restricted visibility, and what belongs to them, for responders and
    /// operators, not for a dashboard that only reads.
    public let viewer: Viewer
    /// How the webhooks of this source are signed; `nil` when they are not.
    public var signature: SourceSignature?

    /// The owner of a key. Scopes that this release does not know allow nothing.
    public init(_ key: APIKeyRecord) {
        name = key.name
        keyPrefix = key.prefix
        scopes = Set(key.scopes.compactMap(Scope.init))
        hasQuota = key.hasQuota
        viewer = Viewer(seesRestricted: !scopes.isDisjoint(with: [.incidentsWrite, .operations, .administration]))
    }

    /// Somebody who is signed in, under their mail address. What is restricted is there for them where they take part, which
    /// is asked for each incident.
    init(_ visitor: Visitor) {
        name = visitor.email
        keyPrefix = "session"
        scopes = [.incidentsRead, .incidentsWrite]
        hasQuota = false
        viewer = .stranger
    }
}
