public import JSON

/// A message that says which incident it is about, and nothing more.
public protocol IncidentMessage: Message {
    /// The incident, at the version that the message is about.
    var incident: IncidentReference { get }

    /// The message about one incident.
    init(incident: IncidentReference)
}

extension IncidentMessage {
    /// Reads what ``json`` writes.
    /// - Throws: `JSONDecodingError` when the reference is missing or none.
    public init(_ reader: JSONReader) throws { self.init(incident: try reader.decode("incident")) }

    /// `incident`.
    public var json: JSON { ["incident": incident.json] }
}
