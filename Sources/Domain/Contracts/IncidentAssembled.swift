public import JSON

/// Every place that the incident's plan asks for is there.
public struct IncidentAssembled: Fact, Hashable {
    public static let name = "incident.assembled"
    public static let version = 1

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
