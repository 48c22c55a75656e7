public import FoundationEssentials
public import JSON

/// What a worker has before it.
public struct WorkerLoad: Sendable, Hashable, JSONEncodable {
    /// Its name, as in `dead-letter-keeper`.
    public let name: String
    /// Processes that take from its queue; `nil` when the broker does not say, as the four below.
    public var consumers: Int?
    /// Messages that wait for it.
    public var ready: Int?
    /// Messages that it is at.
    public var unacknowledged: Int?
    /// Messages that wait for their next try.
    public var retrying: Int?
    /// Messages that it is done with, since the broker counts.
    public var acknowledged: Int?
    /// Whether its queue is paused, and why.
    public var pause: PausedQueues.Pause?
    /// Dead letters of it that nobody has seen to.
    public var deadLetters = 0
    /// Messages that it has not published yet.
    public var unpublished = 0
    /// When the oldest of these was made.
    public var unpublishedSince: Date?
    /// Timers of it that have been due for a minute.
    public var lateTimers = 0

    /// A worker of which nothing is known yet.
    public init(name: String) { self.name = name }

    /// Messages that it was done with in each second since then; `nil` when it is not known, or the broker began to count anew.
    public func rate(since earlier: WorkerLoad?, seconds: Double) -> Double? {
        guard let now = acknowledged, let before = earlier?.acknowledged, now >= before, seconds > 0 else { return nil }
        return Double(now - before) / seconds
    }

    /// The names of the properties, in snake case.
    public var json: JSON {
        [
            "name": .string(name), "consumers": .optional(consumers), "ready": .optional(ready),
            "unacknowledged": .optional(unacknowledged), "retrying": .optional(retrying),
            "acknowledged": .optional(acknowledged), "paused": .bool(pause != nil),
            "dead_letters": .int(deadLetters), "unpublished": .int(unpublished),
            "unpublished_since": .optional(unpublishedSince), "late_timers": .int(lateTimers),
        ]
    }
}
