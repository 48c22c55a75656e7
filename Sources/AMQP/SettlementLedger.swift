internal import DequeModule

/// The deliveries of one channel that are not settled, and which of them are finished but not yet acknowledged.
///
/// Acknowledgements are collected: one frame with `multiple` acknowledges the highest tag below which everything is
/// finished; what finished out of order behind an unfinished delivery is acknowledged one by one.
struct SettlementLedger {
    /// One `basic.ack`.
    struct Acknowledgement: Hashable {
        var tag: UInt64
        var multiple: Bool
    }

    private enum Entry: UInt8 {
        case outstanding
        case finished
        case settled
    }

    /// Deliveries that nobody has settled.
    private(set) var outstanding = 0
    /// Tags that are finished and not acknowledged, in the order in which they finished.
    private var finished: [UInt64] = []
    /// From the tag `first` on. The first entry is outstanding or finished.
    private var entries: Deque<Entry> = []
    private var first: UInt64 = 1

    /// How many finished deliveries wait for ``acknowledgements()``.
    var waiting: Int { finished.count }

    /// Notes a delivery. Tags come in order.
    mutating func deliver(_ tag: UInt64) {
        let next = first + UInt64(entries.count)
        guard tag >= next else { return }
        for _ in next..<tag { entries.append(.settled) }
        entries.append(.outstanding)
        outstanding += 1
    }

    /// Notes that a delivery is finished. Returns whether it was outstanding.
    @discardableResult
    mutating func finish(_ tag: UInt64) -> Bool {
        guard change(tag, to: .finished) else { return false }
        finished.append(tag)
        return true
    }

    /// Notes that a delivery is rejected. Returns whether it was outstanding, so that the broker must be told.
    mutating func reject(_ tag: UInt64) -> Bool {
        guard change(tag, to: .settled) else { return false }
        dropSettled()
        return true
    }

    /// What to send so that everything finished is acknowledged.
    mutating func acknowledgements() -> [Acknowledgement] {
        guard !finished.isEmpty else { return [] }
        var last: UInt64 = 0
        var count = 0
        while let entry = entries.first, entry != .outstanding {
            if entry == .finished {
                last = first
                count += 1
            }
            entries.removeFirst()
            first += 1
        }
        var result: [Acknowledgement] = []
        if count > 0 { result.append(Acknowledgement(tag: last, multiple: count > 1)) }
        for tag in finished where tag >= first {
            result.append(Acknowledgement(tag: tag, multiple: false))
            entries[Int(tag - first)] = .settled
        }
        finished.removeAll(keepingCapacity: true)
        return result
    }

    /// Ends the channel: the broker has put everything back that was not acknowledged.
    mutating func endChannel() {
        self = SettlementLedger()
    }

    private mutating func change(_ tag: UInt64, to entry: Entry) -> Bool {
        guard tag >= first, tag - first < UInt64(entries.count) else { return false }
        let index = Int(tag - first)
        guard entries[index] == .outstanding else { return false }
        entries[index] = entry
        outstanding -= 1
        return true
    }

    private mutating func dropSettled() {
        while entries.first == .settled {
            entries.removeFirst()
            first += 1
        }
    }
}
