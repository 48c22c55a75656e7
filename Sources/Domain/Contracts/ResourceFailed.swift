public import Incident
public import JSON

/// A place of the response could not be made after all retries; a dead letter waits to be replayed.
public struct ResourceFailed: Fact, Hashable {
    public static let name = "resource.failed"
    public static let version = 1

    public var incident: IncidentReference
    public var resource: ResourceKind
    public var provider: String
    public var error: String

    public init(incident: IncidentReference, resource: ResourceKind, provider: String, error: String) {
        self.incident = incident
        self.resource = resource
        self.provider = provider
        self.error = error
    }

    public init(_ reader: JSONReader) throws {
        self.init(
            incident: try reader.decode("incident"),
            resource: try reader.enumeration("resource", of: ResourceKind.self),
            provider: try reader.string("provider", length: 1...100),
            error: try reader.string("error", length: 0...2000))
    }

    public var json: JSON {
        [
            "incident": incident.json, "resource": .string(resource.rawValue), "provider": .string(provider),
            "error": .string(error),
        ]
    }
}
