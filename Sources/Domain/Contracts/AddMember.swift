public import Incident
public import JSON

/// Asks the resource-creator to let a participant into one place of a response, or to take them out when they have left.
public struct AddMember: Command, Hashable {
    /// `member.add`.
    public static let name = "member.add"
    /// 1.
    public static let version = 1
    /// `resource-creator`, which alone calls the providers of places.
    public static let worker = "resource-creator"

    /// The incident, at the version that asked.
    public var incident: IncidentReference
    /// The place: one that keeps members.
    public var resource: ResourceKind
    /// The participant's mail address: 3 to 254 characters.
    public var email: String

    /// The order for one participant and one place.
    public init(incident: IncidentReference, resource: ResourceKind, email: String) {
        self.incident = incident
        self.resource = resource
        self.email = email
    }

    /// Reads what ``json`` writes.
    /// - Throws: `JSONDecodingError` when a member is missing or too long, or the place is unknown.
    public init(_ reader: JSONReader) throws {
        self.init(
            incident: try reader.decode("incident"),
            resource: try reader.enumeration("resource", of: ResourceKind.self),
            email: try reader.string("email", length: 3...254))
    }

    /// `incident`, `resource` and `email`.
    public var json: JSON {
        ["incident": incident.json, "resource": .string(resource.rawValue), "email": .string(email)]
    }
}
