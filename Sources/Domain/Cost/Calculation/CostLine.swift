import Encodings
public import FoundationEssentials
public import Incident
public import JSON

/// One line of what an incident costs.
public struct CostLine: Sendable, Hashable, JSONEncodable {
    /// What it is for.
    public enum Purpose: Sendable, Hashable {
        /// Time in a role.
        case time
        /// What somebody did in a role, so many times.
        case activities(Int)
        /// The review of the incident.
        case review
        /// An entry by hand of this type, for this reason.
        case entry(type: String, reason: String)
    }

    /// The mail address; `nil` for what is nobody's time.
    public var person: String?
    /// The role they had.
    public var role: ParticipantRole?
    /// What it is for.
    public var purpose: Purpose
    /// When it began.
    public var from: Date
    /// When it ended, or up to when it was computed.
    public var until: Date
    /// The seconds that count, before the multiplier; `nil` for an entry.
    public var seconds: Int64?
    /// How much of them counts; `nil` for an entry.
    public var multiplier: Factor?
    /// What an hour costs; `nil` for an entry.
    public var rate: Money?
    /// What it comes to, rounded, in the currency of the whole.
    public var amount: Money
    /// How much of the amount fell into which phase; they add up to it.
    public var split: [CostPhase: Int64]

    /// `person`, `role`, `activity`, `from`, `until`, `seconds`, `multiplier`, `rate`, `amount`, `count` and `reason`.
    public var json: JSON {
        var count: Int?
        var reason: String?
        if case .activities(let number) = purpose { count = number }
        if case .entry(_, let words) = purpose { reason = words }
        return [
            "person": .optional(person), "role": .optional(role?.rawValue), "activity": .string(activity),
            "from": from.json, "until": until.json, "seconds": seconds.map { .int($0) } ?? .null,
            "multiplier": multiplier.flatMap { try? JSON.parse($0.text) } ?? .null, "rate": rate?.json ?? .null,
            "amount": amount.json, "count": count.map { .int($0) } ?? .null, "reason": .optional(reason),
        ]
    }

    /// What it is for, in a word: `time`, `activity`, `review`, or the type of an entry.
    public var activity: String {
        switch purpose {
        case .time: "time"
        case .activities: "activity"
        case .review: "review"
        case .entry(let type, _): type
        }
    }
}
