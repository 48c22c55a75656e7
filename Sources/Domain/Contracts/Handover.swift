public import JSON

/// The command of an incident goes over from one to another.
public struct Handover: Sendable, Hashable, JSONDecodable, JSONEncodable {
    /// The mail address of who had it; `nil` when nobody did.
    public var from: String?
    /// The mail address of who has it now.
    public var to: String
    /// Whether they took no part in the incident before: who joins is welcomed, and hears of it then.
    public var joins: Bool
    /// What whoever hands over says about it, in a line; releases before this one say nothing of it.
    public var note: String?

    /// A change of command.
    public init(from: String?, to: String, joins: Bool, note: String? = nil) {
        self.from = from
        self.to = to
        self.joins = joins
        self.note = note
    }

    /// Reads what ``json`` writes.
    /// - Throws: `JSONDecodingError` when a member is missing or too long.
    public init(_ reader: JSONReader) throws {
        self.init(
            from: try reader.optionalString("from", length: 3...254), to: try reader.string("to", length: 3...254),
            joins: try reader.bool("joins"), note: try reader.optionalString("note", length: 1...500))
    }

    /// `from`, `to`, `joins` and `note`.
    public var json: JSON {
        ["from": .optional(from), "to": .string(to), "joins": .bool(joins), "note": .optional(note)]
    }
}
