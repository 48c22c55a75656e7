public import Incident
public import JSON

/// Asks the resource-creator to make one place of a response, after those it needs are there.
public struct CreateResource: Command, Hashable {
    public static let name = "resource.create"
    public static let version = 1
    public static let worker = "resource-creator"

    public var incident: IncidentReference
    public var resource: ResourceKind

    public init(incident: IncidentReference, resource: ResourceKind) {
        self.incident = incident
        self.resource = resource
    }

    public init(_ reader: JSONReader) throws {
        self.init(
            incident: try reader.decode("incident"),
            resource: try reader.enumeration("resource", of: ResourceKind.self))
    }

    public var json: JSON {
        ["incident": incident.json, "resource": .string(resource.rawValue)]
    }
}
