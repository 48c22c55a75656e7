public import Incident
public import JSON

/// Asks the resource-creator to make one place of a response, after those it needs are there.
public struct CreateResource: Command, Hashable {
    /// `resource.create`.
    public static let name = "resource.create"
    /// 1.
    public static let version = 1
    /// `resource-creator`, which alone calls the providers of places.
    public static let worker = "resource-creator"

    /// The incident, at the version that asked.
    public var incident: IncidentReference
    /// Which of its places.
    public var resource: ResourceKind

    /// The order for one place.
    public init(incident: IncidentReference, resource: ResourceKind) {
        self.incident = incident
        self.resource = resource
    }

    /// Reads what ``json`` writes.
    /// - Throws: `JSONDecodingError` when a member is missing, or the place is unknown.
    public init(_ reader: JSONReader) throws {
        self.init(
            incident: try reader.decode("incident"),
            resource: try reader.enumeration("resource", of: ResourceKind.self))
    }

    /// `incident` and `resource`.
    public var json: JSON {
        ["incident": incident.json, "resource": .string(resource.rawValue)]
    }
}
