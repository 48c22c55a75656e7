public import JSON

/// Asks the resource-creator to put the links to all places that are there where responders look for them: into the
/// conversation and the ticket.
public struct LinkResources: Command, Hashable {
    public static let name = "resources.link"
    public static let version = 1
    public static let worker = "resource-creator"

    public var incident: IncidentReference

    public init(incident: IncidentReference) {
        self.incident = incident
    }

    public init(_ reader: JSONReader) throws {
        self.init(incident: try reader.decode("incident"))
    }

    public var json: JSON {
        ["incident": incident.json]
    }
}
