import Encodings
public import FoundationEssentials
public import JSON

/// Asks the notifier to send a notice that it has planned.
public struct SendNotice: Command, Hashable {
    /// `notice.send`.
    public static let name = "notice.send"
    /// 1.
    public static let version = 1
    /// `notifier`, which orders it of itself in the transaction that plans the notice.
    public static let worker = "notifier"

    /// The notice's UUIDv7: its row says to whom, where and what.
    public var notice: UUID

    /// The order for one notice.
    public init(notice: UUID) {
        self.notice = notice
    }

    /// Reads what ``json`` writes.
    /// - Throws: `JSONDecodingError` when the notice's id is missing or no UUID.
    public init(_ reader: JSONReader) throws {
        self.init(notice: try reader.uuid("notice"))
    }

    /// `notice`.
    public var json: JSON {
        ["notice": .string(UUIDText.string(from: notice))]
    }
}
