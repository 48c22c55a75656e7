public import FoundationEssentials

/// Hours of the week that have a name: when an office is open, or when somebody wants to sleep.
public struct Hours: Sendable, Hashable {
    /// What the configuration calls them: 1 to 100 characters.
    public var name: String
    /// The IANA zone on whose walls they are read.
    public var timezone: String
    /// At least one span; an instant is within the hours when it is within one of them.
    public var spans: [DutyHours]

    /// Hours as the program has them; nothing is checked.
    public init(name: String, timezone: String, spans: [DutyHours]) {
        self.name = name
        self.timezone = timezone
        self.spans = spans
    }

    /// Whether an instant is within them: from a span's first moment up to its end.
    public func contain(_ instant: Date, in zone: Zone) -> Bool {
        let second = instant.wholeSeconds
        return !spans.windows(in: second..<second + 1, zone).isEmpty
    }

    /// The first moment that is not within them, from an instant on: the instant itself when it is not.
    /// - Returns: `nil` when they never end.
    public func end(from instant: Date, in zone: Zone) -> Date? {
        let second = instant.wholeSeconds
        // Every week is alike but for changes of the zone's offset.
        let horizon = second + 9 * WallTime.secondsPerDay
        guard let span = spans.windows(in: second..<horizon, zone).first, span.lowerBound == second else {
            return instant
        }
        return span.upperBound == horizon ? nil : Date(wholeSeconds: span.upperBound)
    }
}
