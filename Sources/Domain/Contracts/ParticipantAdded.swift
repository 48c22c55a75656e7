public import Incident
public import JSON

/// Somebody joined an incident, or took a role in it.
public struct ParticipantAdded: Fact, Hashable {
    public static let name = "participant.added"
    public static let version = 1

    public var incident: IncidentReference
    public var email: String
    public var roles: [ParticipantRole]

    public init(incident: IncidentReference, email: String, roles: [ParticipantRole]) {
        self.incident = incident
        self.email = email
        self.roles = roles
    }

    public init(_ reader: JSONReader) throws {
        self.init(
            incident: try reader.decode("incident"), email: try reader.string("email", length: 3...254),
            roles: try reader.array("roles", max: 10).map { try $0.enumeration(of: ParticipantRole.self) })
    }

    public var json: JSON {
        [
            "incident": incident.json, "email": .string(email), "roles": .array(roles.map { .string($0.rawValue) }),
        ]
    }
}
