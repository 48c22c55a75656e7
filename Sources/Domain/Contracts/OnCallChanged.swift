public import FoundationEssentials
public import JSON

/// Others are on call by a schedule than before.
public struct OnCallChanged: Fact, Hashable {
    /// `oncall.changed`.
    public static let name = "oncall.changed"
    /// 1.
    public static let version = 1

    /// The name of the schedule or rota: 1 to 100 characters.
    public var schedule: String
    /// When the change was due.
    public var at: Date
    /// Who is on call from then on: mail addresses, the first line first; at most 100, none in a gap.
    public var onCall: [String]
    /// Who was before.
    public var before: [String]

    /// The fact of one change.
    public init(schedule: String, at time: Date, onCall: [String], before: [String]) {
        self.schedule = schedule
        at = time
        self.onCall = onCall
        self.before = before
    }

    /// Reads what ``json`` writes.
    /// - Throws: `JSONDecodingError` when a member is missing or too long.
    public init(_ reader: JSONReader) throws {
        self.init(
            schedule: try reader.string("schedule", length: 1...100), at: try reader.timestamp("at"),
            onCall: try reader.strings("on_call", max: 100, length: 3...254),
            before: try reader.strings("before", max: 100, length: 3...254))
    }

    /// `schedule`, `at`, `on_call` and `before`.
    public var json: JSON {
        [
            "schedule": .string(schedule), "at": at.json, "on_call": .array(onCall.map { .string($0) }),
            "before": .array(before.map { .string($0) }),
        ]
    }
}
