import Encodings
public import FoundationEssentials
public import JSON

/// Asks intake to bring an incident to where its alerts are: one that has been at rest for long enough becomes stable, one
/// that did so by itself and fires again is active again. Its row says what is due.
public struct SettleIncident: Command, Hashable {
    /// `incident.settle`.
    public static let name = "incident.settle"
    /// 1.
    public static let version = 1
    /// `intake`, which sets the timer when the last alert of an incident is resolved.
    public static let worker = "intake"

    /// The incident's UUIDv7.
    public var incident: UUID

    /// The order for one incident.
    public init(incident: UUID) {
        self.incident = incident
    }

    /// Reads what ``json`` writes.
    /// - Throws: `JSONDecodingError` when the incident's id is missing or no UUID.
    public init(_ reader: JSONReader) throws {
        self.init(incident: try reader.uuid("incident"))
    }

    /// `incident`.
    public var json: JSON {
        ["incident": .string(UUIDText.string(from: incident))]
    }
}
