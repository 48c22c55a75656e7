import Encodings
public import FoundationEssentials
public import JSON

/// Asks paging to take the turns of an escalation that are due: a timer's message.
public struct AdvanceEscalation: Command, Hashable {
    /// `escalation.advance`.
    public static let name = "escalation.advance"
    /// 1.
    public static let version = 1
    /// `paging`, which sets the timer for the next turn of each escalation.
    public static let worker = "paging"

    /// The escalation's UUIDv7: its row says what is due.
    public var escalation: UUID

    /// The order for one escalation.
    public init(escalation: UUID) {
        self.escalation = escalation
    }

    /// Reads what ``json`` writes.
    /// - Throws: `JSONDecodingError` when the escalation's id is missing or no UUID.
    public init(_ reader: JSONReader) throws {
        self.init(escalation: try reader.uuid("escalation"))
    }

    /// `escalation`.
    public var json: JSON {
        ["escalation": .string(UUIDText.string(from: escalation))]
    }
}
