import Encodings
public import FoundationEssentials
public import JSON

/// Asks to route what a silence or a maintenance window held back and what fires still, once that has ended. Given twice it
/// does nothing more.
public struct RecoverAlerts: Command, Hashable {
    /// `alerts.recover`.
    public static let name = "alerts.recover"
    /// 1.
    public static let version = 1
    /// `intake`, which sets the timer for the end of what holds alerts back.
    public static let worker = "intake"

    /// What held them back.
    public enum Hold: Sendable, Hashable {
        /// The silence with this id.
        case silence(UUID)
        /// The maintenance window with this name.
        case maintenance(String)
    }

    /// What held them back.
    public var hold: Hold
    /// When it ended.
    public var endedAt: Date
    /// The last alert that was looked at before; `nil` to begin.
    public var after: UUID?

    /// The order for what one silence or window held back.
    public init(_ hold: Hold, endedAt: Date, after: UUID? = nil) {
        self.hold = hold
        self.endedAt = endedAt
        self.after = after
    }

    /// Reads what ``json`` writes.
    /// - Throws: `JSONDecodingError` when neither or both of silence and window are named, or a member is none.
    public init(_ reader: JSONReader) throws {
        let hold: Hold
        switch (try reader.optionalUUID("silence"), try reader.optionalString("maintenance", length: 1...100)) {
        case (let id?, nil): hold = .silence(id)
        case (nil, let name?): hold = .maintenance(name)
        default: throw reader.error(expected: "either a silence or a maintenance window")
        }
        self.init(hold, endedAt: try reader.timestamp("ended_at"), after: try reader.optionalUUID("after"))
    }

    /// `silence`, `maintenance`, `ended_at`, `after`.
    public var json: JSON {
        var json: JSONObject = ["silence": .null, "maintenance": .null, "ended_at": endedAt.json, "after": .null]
        switch hold {
        case .silence(let id): json["silence"] = .string(UUIDText.string(from: id))
        case .maintenance(let name): json["maintenance"] = .string(name)
        }
        if let after { json["after"] = .string(UUIDText.string(from: after)) }
        return .object(json)
    }
}
