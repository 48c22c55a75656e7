import Encodings
public import FoundationEssentials
public import JSON

/// Asks paging to reach somebody in one way that it has planned.
public struct SendPage: Command, Hashable {
    /// `page.send`.
    public static let name = "page.send"
    /// 1.
    public static let version = 1
    /// `paging`, which orders it of itself when it plans the page, or by a timer.
    public static let worker = "paging"

    /// The attempt's UUIDv7: its row says whom, where and what.
    public var attempt: UUID

    /// The order for one attempt.
    public init(attempt: UUID) {
        self.attempt = attempt
    }

    /// Reads what ``json`` writes.
    /// - Throws: `JSONDecodingError` when the attempt's id is missing or no UUID.
    public init(_ reader: JSONReader) throws {
        self.init(attempt: try reader.uuid("attempt"))
    }

    /// `attempt`.
    public var json: JSON {
        ["attempt": .string(UUIDText.string(from: attempt))]
    }
}
