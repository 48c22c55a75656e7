import Encodings
public import FoundationEssentials
public import JSON

/// Asks the notifier to look whether the commander of an incident is to be reminded to report. The rows say whether.
public struct RemindOfReport: Command, Hashable {
    /// `report.remind`.
    public static let name = "report.remind"
    /// 1.
    public static let version = 1
    /// `notifier`, which sets the timer.
    public static let worker = "notifier"

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
