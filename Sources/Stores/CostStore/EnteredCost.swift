public import Cost
import Encodings
public import FoundationEssentials
public import JSON
public import Postgres

/// A row of `core.entered_cost`: what somebody entered by hand. It is never changed.
public struct EnteredCost: Sendable, Hashable {
    /// UUIDv7.
    public var id: UUID
    /// The incident.
    public var incident: UUID
    /// Its name.
    public var incidentName: String
    /// One of the organisation's cost types, 1 to 100 characters.
    public var type: String
    /// How much; negative for what comes back.
    public var amount: Money
    /// Why, 1 to 500 characters.
    public var reason: String
    /// Who entered it: the name of an API key.
    public var enteredBy: String
    /// When it began to arise; `nil` when nobody said so.
    public var from: Date?
    /// When that ended; `nil` when nobody said so.
    public var until: Date?

    /// A cost about to be entered.
    public init(
        id: UUID, of incident: UUID, named incidentName: String, type: String, amount: Money, reason: String,
        enteredBy: String, from: Date?, until: Date?
    ) {
        self.id = id
        self.incident = incident
        self.incidentName = incidentName
        self.type = type
        self.amount = amount
        self.reason = reason
        self.enteredBy = enteredBy
        self.from = from
        self.until = until
    }

    /// Writes it; returns `entered_at`, by the database's clock.
    public var insertion: Statement {
        Statement(
            """
            insert into core.entered_cost
                (id, incident_id, type, amount_minor, currency, reason, entered_by, starts_at, ends_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning entered_at
            """,
            [
                .uuid(id), .uuid(incident), .text(type), .int8(amount.amountMinorUnits), .text(amount.currency.code),
                .text(reason), .text(enteredBy), .init(from), .init(until),
            ])
    }

    /// `id`, `incident`, `type`, `amount`, `reason`, `from`, `until`, `entered_by` and `entered_at`.
    public func json(enteredAt time: Date) -> JSON {
        [
            "id": .string(UUIDText.string(from: id)), "incident": .string(incidentName), "type": .string(type),
            "amount": amount.json, "reason": .string(reason), "from": .optional(from), "until": .optional(until),
            "entered_by": .string(enteredBy), "entered_at": time.json,
        ]
    }
}
