public import JSON

/// Asks to look whether a source's heartbeat has stayed away. The timer only wakes: what is due, the row says.
public struct MissHeartbeat: Command, Hashable {
    /// `heartbeat.miss`.
    public static let name = "heartbeat.miss"
    /// 1.
    public static let version = 1
    /// `intake`, which sets the timer with each beat.
    public static let worker = "intake"

    /// The heartbeat's name in the configuration.
    public var heartbeat: String

    /// The order for one heartbeat.
    public init(heartbeat: String) {
        self.heartbeat = heartbeat
    }

    /// Reads what ``json`` writes.
    /// - Throws: `JSONDecodingError` when the name is missing or none.
    public init(_ reader: JSONReader) throws {
        self.init(heartbeat: try reader.string("heartbeat", length: 1...100))
    }

    /// `heartbeat`.
    public var json: JSON { ["heartbeat": .string(heartbeat)] }
}
