public import FoundationEssentials

/// How long an incident took to get from one thing to the next, in whole seconds. What has not happened is `nil`, as is what
/// the rows say happened before it could.
public struct IncidentTimes: Sendable, Hashable {
    /// From when the trouble began to when it was reported.
    public var detect: Int64?
    /// From the report until all places were there.
    public var assemble: Int64?
    /// From the report until somebody answered.
    public var acknowledge: Int64?
    /// From the report until it was stable.
    public var stabilise: Int64?
    /// From the report until it was closed.
    public var close: Int64?

    /// The times that were known at a moment.
    /// - Parameter moment: what happened later is not known yet.
    public init(
        detected: Date, reported: Date, assembled: Date?, acknowledged: Date?, stable: Date?, closed: Date?,
        asOf moment: Date
    ) {
        func seconds(_ end: Date?, from start: Date = reported) -> Int64? {
            guard let end, end < moment else { return nil }
            let length =
                Int64(end.timeIntervalSince1970.rounded(.down))
                - Int64(
                    start.timeIntervalSince1970.rounded(.down))
            return length < 0 ? nil : length
        }
        detect = seconds(reported, from: detected)
        assemble = seconds(assembled)
        acknowledge = seconds(acknowledged)
        stabilise = seconds(stable)
        close = seconds(closed)
    }
}
