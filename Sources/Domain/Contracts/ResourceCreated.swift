public import Incident
public import JSON

/// A place of the response is there.
public struct ResourceCreated: Fact, Hashable {
    public static let name = "resource.created"
    public static let version = 1

    public var incident: IncidentReference
    public var resource: ResourceKind
    public var provider: String
    public var externalID: String
    public var url: String?

    public init(
        incident: IncidentReference, resource: ResourceKind, provider: String, externalID: String, url: String?
    ) {
        self.incident = incident
        self.resource = resource
        self.provider = provider
        self.externalID = externalID
        self.url = url
    }

    public init(_ reader: JSONReader) throws {
        self.init(
            incident: try reader.decode("incident"),
            resource: try reader.enumeration("resource", of: ResourceKind.self),
            provider: try reader.string("provider", length: 1...100),
            externalID: try reader.string("external_id", length: 1...1000),
            url: try reader.optionalString("url", length: 0...2000))
    }

    public var json: JSON {
        [
            "incident": incident.json, "resource": .string(resource.rawValue), "provider": .string(provider),
            "external_id": .string(externalID), "url": url.map { .string($0) } ?? .null,
        ]
    }
}
