import Encodings
public import FoundationEssentials
public import JSON

/// Asks intake to open or join an incident for an alert that its route waited with: a timer's message. Its row says whether it is
/// still there.
public struct RouteAlert: Command, Hashable {
    /// `alert.route`.
    public static let name = "alert.route"
    /// 1.
    public static let version = 1
    /// `intake`, which sets the timer when it waits with an alert.
    public static let worker = "intake"

    /// The alert's UUIDv7.
    public var alert: UUID

    /// The order for one alert.
    public init(alert: UUID) {
        self.alert = alert
    }

    /// Reads what ``json`` writes.
    /// - Throws: `JSONDecodingError` when the alert's id is missing or no UUID.
    public init(_ reader: JSONReader) throws {
        self.init(alert: try reader.uuid("alert"))
    }

    /// `alert`.
    public var json: JSON {
        ["alert": .string(UUIDText.string(from: alert))]
    }
}
