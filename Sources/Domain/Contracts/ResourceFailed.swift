public import Incident
public import JSON

/// A place of the response could not be made after all retries; a dead letter waits to be replayed.
public struct ResourceFailed: Fact, Hashable {
    /// `resource.failed`.
    public static let name = "resource.failed"
    /// 1.
    public static let version = 1

    /// The incident, at the version that it had then.
    public var incident: IncidentReference
    /// Which of its places.
    public var resource: ResourceKind
    /// Who was to make it, by the provider's name in the configuration: 1 to 100 characters.
    public var provider: String
    /// What the last try said, for people, without secrets: at most 2,000 characters.
    public var error: String

    /// The fact of one place.
    public init(incident: IncidentReference, resource: ResourceKind, provider: String, error: String) {
        self.incident = incident
        self.resource = resource
        self.provider = provider
        self.error = error
    }

    /// Reads what ``json`` writes.
    /// - Throws: `JSONDecodingError` when a member is missing or too long, or the place is unknown.
    public init(_ reader: JSONReader) throws {
        self.init(
            incident: try reader.decode("incident"),
            resource: try reader.enumeration("resource", of: ResourceKind.self),
            provider: try reader.string("provider", length: 1...100),
            error: try reader.string("error", length: 0...2000))
    }

    /// `incident`, `resource`, `provider` and `error`.
    public var json: JSON {
        [
            "incident": incident.json, "resource": .string(resource.rawValue), "provider": .string(provider),
            "error": .string(error),
        ]
    }
}
