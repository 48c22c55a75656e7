public import FoundationEssentials

/// A time zone as its data says it: when its offset from UTC changes, and the rule for all time after.
///
/// Instants are whole seconds since 1970-01-01T00:00Z without leap seconds; a part of a second is rounded down.
public struct Zone: Sendable, Hashable {
    /// The offset before the first change.
    let initial: Int
    /// In order of time, each with another offset than the one before.
    let changes: [OffsetChange]
    /// What holds after the last change; `nil` when the last offset stays for ever.
    let rule: ZoneRule?

    /// Coordinated Universal Time.
    public static let utc = Zone(initial: 0, changes: [], rule: nil)

    /// Offsets are less than 26 hours, so that only changes within 26 hours matter. In seconds.
    static let reach = 26 * 3600

    init(initial: Int, changes: [OffsetChange], rule: ZoneRule?) {
        self.initial = initial
        self.changes = changes
        self.rule = rule
    }

    /// Seconds that wall clocks are ahead of UTC at an instant; negative west of Greenwich.
    public func offset(at instant: Date) -> Int { offset(at: instant.wholeSeconds) }

    /// Whether it is between 22:00 and 06:00 on the wall.
    public func isNight(at instant: Date) -> Bool {
        let second = wallTime(at: instant).secondOfDay
        return second >= 22 * 3600 || second < 6 * 3600
    }

    /// What wall clocks show at an instant.
    public func wallTime(at instant: Date) -> WallTime {
        WallTime(seconds: instant.wholeSeconds + offset(at: instant))
    }

    /// The instant at which wall clocks show a time.
    ///
    /// Of a time that clocks show twice it is the first; a time that they leap over is counted with the offset before the
    /// leap (as RFC 5545, section 3.3.5 has it), so that 02:30 of a missing hour is what clocks then call 03:30.
    public func instant(of time: WallTime) -> Date { Date(wholeSeconds: second(of: time.seconds)) }

    func offset(at second: Int) -> Int {
        if let rule, second >= (changes.last?.at ?? .min) {
            return rule.offset(at: second)
        }
        var (low, high) = (0, changes.count)
        while low < high {
            let middle = (low + high) / 2
            if changes[middle].at <= second { low = middle + 1 } else { high = middle }
        }
        return low == 0 ? initial : changes[low - 1].offset
    }

    func second(of wall: Int) -> Int {
        let reach = Self.reach
        var offset = offset(at: wall - reach)
        for change in self.changes(after: wall - reach, through: wall + reach) {
            // Before the change clocks showed less than its instant on the wall: the time was reached there, or is leapt over.
            if wall - offset < change.at { return wall - offset }
            if wall < change.at + change.offset { return wall - offset }
            offset = change.offset
        }
        return wall - offset
    }

    /// The changes of the offset in a span, in order of time.
    func changes(after start: Int, through end: Int) -> [OffsetChange] {
        var found: [OffsetChange] = []
        if let first = changes.last, first.at > start {
            let index = changes.partitioningIndex { $0.at > start }
            found += changes[index...].prefix { $0.at <= end }
        }
        if let rule, end > (changes.last?.at ?? .min) {
            var offset = offset(at: max(start, changes.last?.at ?? .min))
            for change in rule.changes(around: start, and: end)
            where change.at > start && change.at <= end && change.at > (changes.last?.at ?? .min)
                && change.offset != offset
            {
                found.append(change)
                offset = change.offset
            }
        }
        return found
    }
}

extension Array {
    /// The first index whose element passes, of elements of which the first fail and all others pass.
    func partitioningIndex(_ passes: (Element) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if passes(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}

extension Date {
    /// Seconds since 1970-01-01T00:00Z, rounded down.
    var wholeSeconds: Int { Int(timeIntervalSince1970.rounded(.down)) }

    init(wholeSeconds: Int) { self.init(timeIntervalSince1970: Double(wholeSeconds)) }
}
