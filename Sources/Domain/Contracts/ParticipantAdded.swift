import Encodings
public import FoundationEssentials
public import Incident
public import JSON

/// Somebody joined an incident, or took a role in it.
public struct ParticipantAdded: Fact, Hashable {
    /// `participant.added`.
    public static let name = "participant.added"
    /// 1.
    public static let version = 1

    /// The incident, at the version that the change made.
    public var incident: IncidentReference
    /// The participant's mail address: 3 to 254 characters.
    public var email: String
    /// All the roles that the participant has now; at most 10.
    public var roles: [ParticipantRole]
    /// The lines of the timeline that are news to those in the conversation; at most 20. Releases before this one say nothing of
    /// it.
    public var told: [UUID]

    /// The fact of one participant.
    public init(incident: IncidentReference, email: String, roles: [ParticipantRole], told: [UUID] = []) {
        self.incident = incident
        self.email = email
        self.roles = roles
        self.told = told
    }

    /// Reads what ``json`` writes.
    /// - Throws: `JSONDecodingError` when a member is missing or too long, or a role is unknown.
    public init(_ reader: JSONReader) throws {
        self.init(
            incident: try reader.decode("incident"), email: try reader.string("email", length: 3...254),
            roles: try reader.array("roles", max: 10).map { try $0.enumeration(of: ParticipantRole.self) },
            told: try reader.optionalArray("told", max: 20).map { try $0.uuid() })
    }

    /// `incident`, `email`, `roles` and `told`.
    public var json: JSON {
        [
            "incident": incident.json, "email": .string(email), "roles": .array(roles.map { .string($0.rawValue) }),
            "told": .array(told.map { .string(UUIDText.string(from: $0)) }),
        ]
    }
}
