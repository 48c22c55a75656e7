public import FoundationEssentials

/// What a calendar says about who is on duty: people and spans of time, as far as it was read.
public struct CalendarShifts: Sendable, Hashable {
    /// One event: who has it, several at once, or nobody whom the organisation knows.
    public struct Entry: Sendable, Hashable {
        /// Mail addresses.
        public var people: [String]
        /// Its start, in whole seconds.
        public var from: Date
        /// After `from`.
        public var until: Date

        /// - Parameters:
        ///   - people: mail addresses.
        ///   - from: its start.
        ///   - until: its end, after `from`.
        public init(_ people: [String], from: Date, until: Date) {
            self.people = people
            self.from = from
            self.until = until
        }
    }

    /// In order of their starts.
    public let entries: [Entry]
    /// The longest entry, in seconds.
    private let longest: TimeInterval

    /// - Parameter entries: in any order.
    public init(_ entries: [Entry]) {
        self.entries = entries.sorted { ($0.from, $0.until) < ($1.from, $1.until) }
        longest = entries.map { $0.until.timeIntervalSince($0.from) }.max() ?? 0
    }

    /// The shifts of a layer that overlap a span, whole, in order of time.
    func shifts(of layer: ScheduleLayer, in span: Range<Date>, _ zone: Zone) -> [Shift] {
        // Who runs at the start of the span began at most the longest entry before it.
        let first = entries.partitioningIndex { $0.from > span.lowerBound.addingTimeInterval(-longest - 1) }
        var shifts: [Shift] = []
        for entry in entries[first...] {
            guard entry.from < span.upperBound else { break }
            for piece in layer.pieces(of: entry.from.wholeSeconds..<entry.until.wholeSeconds, in: zone) {
                let (from, until) = (Date(wholeSeconds: piece.lowerBound), Date(wholeSeconds: piece.upperBound))
                for person in entry.people.isEmpty ? [nil] : entry.people.map(Optional.some) {
                    let shift = Shift(
                        person: person, from: from, until: until, layer: layer.name, source: .calendar,
                        shadow: layer.shadow)
                    if shift.overlaps(span) { shifts.append(shift) }
                }
            }
        }
        return shifts
    }
}
