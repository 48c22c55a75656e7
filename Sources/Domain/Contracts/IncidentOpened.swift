public import Incident
public import JSON

/// An incident was opened, and its commander named.
public struct IncidentOpened: Fact, Hashable {
    public static let name = "incident.opened"
    public static let version = 1

    public var incident: IncidentReference
    public var title: String
    public var type: String
    public var severity: String
    public var priority: String
    public var visibility: Visibility
    public var source: IncidentSource
    public var drill: Bool

    public init(
        incident: IncidentReference, title: String, type: String, severity: String, priority: String,
        visibility: Visibility, source: IncidentSource, drill: Bool
    ) {
        self.incident = incident
        self.title = title
        self.type = type
        self.severity = severity
        self.priority = priority
        self.visibility = visibility
        self.source = source
        self.drill = drill
    }

    public init(_ reader: JSONReader) throws {
        self.init(
            incident: try reader.decode("incident"), title: try reader.string("title", length: 1...200),
            type: try reader.string("type", length: 1...100), severity: try reader.string("severity", length: 1...100),
            priority: try reader.string("priority", length: 1...100),
            visibility: try reader.enumeration("visibility", of: Visibility.self),
            source: try reader.enumeration("source", of: IncidentSource.self), drill: try reader.bool("drill"))
    }

    public var json: JSON {
        [
            "incident": incident.json, "title": .string(title), "type": .string(type), "severity": .string(severity),
            "priority": .string(priority), "visibility": .string(visibility.rawValue),
            "source": .string(source.rawValue),
            "drill": .bool(drill),
        ]
    }
}
