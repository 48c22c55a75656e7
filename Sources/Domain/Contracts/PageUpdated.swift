public import Incident
public import JSON

/// Somebody decided something about the paging of an incident.
public struct PageUpdated: Fact, Hashable {
    /// `page.updated`.
    public static let name = "page.updated"
    /// 1.
    public static let version = 1

    /// The incident, at the version that it had.
    public var incident: IncidentReference
    /// What was decided.
    public var change: PageChange
    /// Who decided it: a mail address, or the name of an API key.
    public var actor: String

    /// The fact of one decision.
    public init(incident: IncidentReference, change: PageChange, actor: String) {
        self.incident = incident
        self.change = change
        self.actor = actor
    }

    /// Reads what ``json`` writes.
    /// - Throws: `JSONDecodingError` when a member is missing or too long, or the word is unknown.
    public init(_ reader: JSONReader) throws {
        self.init(
            incident: try reader.decode("incident"),
            change: try reader.enumeration("change", of: PageChange.self),
            actor: try reader.string("actor", length: 1...254))
    }

    /// `incident`, `change` and `actor`.
    public var json: JSON {
        ["incident": incident.json, "change": .string(change.rawValue), "actor": .string(actor)]
    }
}
