import Encodings
public import FoundationEssentials
public import JSON

/// Asks the task-tracker to tell somebody of a task, as it has planned.
public struct TellOfTask: Command, Hashable {
    /// `task.tell`.
    public static let name = "task.tell"
    /// 1.
    public static let version = 1
    /// `task-tracker`, which orders it of itself in the transaction that plans the notice.
    public static let worker = "task-tracker"

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
    public var json: JSON { ["notice": .string(UUIDText.string(from: notice))] }
}
