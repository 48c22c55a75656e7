public import Incident
public import JSON

/// A place of the response is there.
public struct ResourceCreated: Fact, Hashable {
    /// `resource.created`.
    public static let name = "resource.created"
    /// 1.
    public static let version = 1

    /// The incident, at the version that it had then.
    public var incident: IncidentReference
    /// Which of its places.
    public var resource: ResourceKind
    /// Who made it, by the provider's name in the configuration: 1 to 100 characters.
    public var provider: String
    /// What the provider calls it: 1 to 1,000 characters.
    public var externalID: String
    /// Where people open it: at most 2,000 characters; `nil` when the provider names no address.
    public var url: String?

    /// The fact of one place.
    public init(
        incident: IncidentReference, resource: ResourceKind, provider: String, externalID: String, url: String?
    ) {
        self.incident = incident
        self.resource = resource
        self.provider = provider
        self.externalID = externalID
        self.url = url
    }

    /// Reads what ``json`` writes.
    /// - Throws: `JSONDecodingError` when a member is missing or too long, or the place is unknown.
    public init(_ reader: JSONReader) throws {
        self.init(
            incident: try reader.decode("incident"),
            resource: try reader.enumeration("resource", of: ResourceKind.self),
            provider: try reader.string("provider", length: 1...100),
            externalID: try reader.string("external_id", length: 1...1000),
            url: try reader.optionalString("url", length: 0...2000))
    }

    /// `incident`, `resource`, `provider`, `external_id` and `url`, which is null for none.
    public var json: JSON {
        [
            "incident": incident.json, "resource": .string(resource.rawValue), "provider": .string(provider),
            "external_id": .string(externalID), "url": url.map { .string($0) } ?? .null,
        ]
    }
}
