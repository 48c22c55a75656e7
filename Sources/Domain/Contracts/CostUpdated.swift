public import Cost
public import JSON

/// What an incident costs has changed noticeably since that was last said, or for good.
public struct CostUpdated: Fact, Hashable {
    /// `cost.updated`.
    public static let name = "cost.updated"
    /// 1.
    public static let version = 1

    /// The incident, at the version that it had.
    public var incident: IncidentReference
    /// What it costs so far.
    public var total: Money
    /// What was said last; `nil` when nothing was.
    public var before: Money?

    /// The fact of one change.
    public init(incident: IncidentReference, total: Money, before: Money?) {
        self.incident = incident
        self.total = total
        self.before = before
    }

    /// Reads what ``json`` writes.
    /// - Throws: `JSONDecodingError` when a member is missing, or a currency is none.
    public init(_ reader: JSONReader) throws {
        self.init(
            incident: try reader.decode("incident"), total: try reader.decode("total"),
            before: try reader.optionalDecode("before"))
    }

    /// `incident`, `total` and `before`.
    public var json: JSON {
        ["incident": incident.json, "total": total.json, "before": .optional(before)]
    }
}
