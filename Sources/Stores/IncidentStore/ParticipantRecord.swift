public import FoundationEssentials
public import Incident
public import JSON
public import Postgres

/// A row of `core.participant`.
public struct ParticipantRecord: Sendable, Hashable, JSONEncodable {
    /// Who it is, as they were known when they joined.
    public var person: Person
    /// What they do; at least one.
    public var roles: [ParticipantRole]
    /// Who or what brought them in: a mail address, an API key's name, `rota <name>` or `schedule <name>`.
    public var engagedBy: String
    /// When they joined; roles that they take later do not change it.
    public var joinedAt: Date
    /// Until when they were invited; `nil` for those who take part without an end.
    public var expiresAt: Date?

    /// Somebody who takes part from a time on.
    public init(
        person: Person, roles: [ParticipantRole], engagedBy: String, joinedAt: Date, expiresAt: Date? = nil
    ) {
        self.person = person
        self.roles = roles
        self.engagedBy = engagedBy
        self.joinedAt = joinedAt
        self.expiresAt = expiresAt
    }

    /// Reads a row of one of ``Participants``' statements; roles that this release does not know are left out.
    public init(_ row: PostgresRow) throws(PostgresError) {
        person = try Person(
            email: row.decode("email"), name: row.decode("name"), team: row.decode("team"),
            location: row.decode("location"))
        roles = try row.decode("roles", as: [String].self).compactMap(ParticipantRole.init(rawValue:))
        engagedBy = try row.decode("engaged_by")
        joinedAt = try row.decode("joined_at")
        expiresAt = try row.decode("expires_at")
    }

    /// An object with `name`, `email`, `team`, `location`, `roles`, `engaged_by`, `joined_at` and
    /// `expires_at`.
    public var json: JSON {
        [
            "name": .string(person.name), "email": .string(person.email), "team": .optional(person.team),
            "location": .optional(person.location), "roles": .array(roles.map { .string($0.rawValue) }),
            "engaged_by": .string(engagedBy), "joined_at": joinedAt.json,
            "expires_at": .optional(expiresAt),
        ]
    }
}
