public import Incident
public import JSON

/// Asks the resource-creator to let a participant into one place of a response.
public struct AddMember: Command, Hashable {
    public static let name = "member.add"
    public static let version = 1
    public static let worker = "resource-creator"

    public var incident: IncidentReference
    public var resource: ResourceKind
    public var email: String

    public init(incident: IncidentReference, resource: ResourceKind, email: String) {
        self.incident = incident
        self.resource = resource
        self.email = email
    }

    public init(_ reader: JSONReader) throws {
        self.init(
            incident: try reader.decode("incident"),
            resource: try reader.enumeration("resource", of: ResourceKind.self),
            email: try reader.string("email", length: 3...254))
    }

    public var json: JSON {
        ["incident": incident.json, "resource": .string(resource.rawValue), "email": .string(email)]
    }
}
