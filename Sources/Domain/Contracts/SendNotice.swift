import Encodings
public import FoundationEssentials
public import JSON

/// Asks the notifier to send a notice that it has planned.
public struct SendNotice: Command, Hashable {
    public static let name = "notice.send"
    public static let version = 1
    public static let worker = "notifier"

    public var notice: UUID

    public init(notice: UUID) {
        self.notice = notice
    }

    public init(_ reader: JSONReader) throws {
        self.init(notice: try reader.uuid("notice"))
    }

    public var json: JSON {
        ["notice": .string(UUIDText.string(from: notice))]
    }
}
