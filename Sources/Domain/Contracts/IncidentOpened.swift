public import Incident
public import JSON

/// An incident was opened, and its commander named.
public struct IncidentOpened: Fact, Hashable {
    /// `incident.opened`.
    public static let name = "incident.opened"
    /// 1.
    public static let version = 1

    /// The incident, at version 1.
    public var incident: IncidentReference
    /// What people call it: 1 to 200 characters.
    public var title: String
    /// The name of its incident type in the configuration: 1 to 100 characters.
    public var type: String
    /// The name of its severity in the configuration: 1 to 100 characters.
    public var severity: String
    /// The name of its priority in the configuration: 1 to 100 characters.
    public var priority: String
    /// Who may see it; of a restricted one, consumers tell others nothing.
    public var visibility: Visibility
    /// What opened it.
    public var source: IncidentSource
    /// Whether it is an exercise.
    public var drill: Bool

    /// The fact of one incident.
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

    /// Reads what ``json`` writes.
    /// - Throws: `JSONDecodingError` when a member is missing or too long, or a word is unknown.
    public init(_ reader: JSONReader) throws {
        self.init(
            incident: try reader.decode("incident"), title: try reader.string("title", length: 1...200),
            type: try reader.string("type", length: 1...100), severity: try reader.string("severity", length: 1...100),
            priority: try reader.string("priority", length: 1...100),
            visibility: try reader.enumeration("visibility", of: Visibility.self),
            source: try reader.enumeration("source", of: IncidentSource.self), drill: try reader.bool("drill"))
    }

    /// `incident`, `title`, `type`, `severity`, `priority`, `visibility`, `source` and `drill`.
    public var json: JSON {
        [
            "incident": incident.json, "title": .string(title), "type": .string(type), "severity": .string(severity),
            "priority": .string(priority), "visibility": .string(visibility.rawValue),
            "source": .string(source.rawValue),
            "drill": .bool(drill),
        ]
    }
}
