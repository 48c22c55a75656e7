import Encodings
public import FoundationEssentials
public import JSON

/// Asks the cost-calculator to compute anew what an incident costs: a timer's message.
public struct RefreshCost: Command, Hashable {
    /// `cost.refresh`.
    public static let name = "cost.refresh"
    /// 1.
    public static let version = 1
    /// `cost-calculator`, which sets the timer for each incident that is not closed.
    public static let worker = "cost-calculator"

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
