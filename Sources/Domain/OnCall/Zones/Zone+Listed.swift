public import FoundationEssentials

extension Zone {
    /// A zone as somebody lists its changes, without a rule for the time after them.
    /// - Parameters:
    ///   - initial: seconds ahead of UTC before the first change; negative west of Greenwich.
    ///   - changes: from an instant on, seconds ahead of UTC; of two at one instant the later one counts.
    public init(initial: Int, changes listed: [(at: Date, offset: Int)]) {
        var changes: [OffsetChange] = []
        let inOrder = listed.enumerated().sorted {
            ($0.element.at, $0.offset) < ($1.element.at, $1.offset)
        }.map(\.element)
        for change in inOrder {
            let second = change.at.wholeSeconds
            if changes.last?.at == second { changes.removeLast() }
            if change.offset != changes.last?.offset ?? initial {
                changes.append(OffsetChange(at: second, offset: change.offset))
            }
        }
        self.init(initial: initial, changes: changes, rule: nil)
    }

    /// Whether clocks of two zones show the same throughout a span.
    public func agrees(with other: Zone, in span: Range<Date>) -> Bool {
        effectiveChanges(in: span) == other.effectiveChanges(in: span)
    }

    /// The offset at the start of a span, and the changes in it that change something.
    private func effectiveChanges(in span: Range<Date>) -> [OffsetChange] {
        let (start, end) = (span.lowerBound.wholeSeconds, span.upperBound.wholeSeconds)
        var effective = [OffsetChange(at: start, offset: offset(at: start))]
        for change in changes(after: start, through: end) where change.offset != effective.last?.offset {
            effective.append(change)
        }
        return effective
    }
}
