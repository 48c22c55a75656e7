internal import DequeModule

/// The deliveries of one channel that are not settled, and which of them are finished but not yet acknowledged.
///
/// Acknowledgements are collected: one frame with `multiple` acknowledges the highest tag below which everything is
/// finished. What finished behind an unfinished delivery waits a moment for it, because a quorum queue writes every frame to
/// its log, and is acknowledged one by one when that takes too long.
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

    /// How long what finished waits for an unfinished delivery before it. Short beside the time after which anybody cares
    /// that a finished message is still counted as unacknowledged, long beside the difference between two batches.
    static let patience: Duration = .milliseconds(50)

    /// Deliveries that nobody has settled.
    private(set) var outstanding = 0
    /// Tags that are finished and not acknowledged, in the order in which they finished.
    private var finished: [UInt64] = []
    /// From the tag `first` on. The first entry is outstanding or finished.
    private var entries: Deque<Entry> = []
    private var first: UInt64 = 1
    /// Since when something finished waits behind an unfinished delivery.
    private var behindSince: ContinuousClock.Instant?

    /// How many deliveries have finished since the last ``acknowledgements(at:limit:)``.
    private(set) var waiting = 0

    /// When what waits behind an unfinished delivery is to be acknowledged at the latest.
    var deadline: ContinuousClock.Instant? { behindSince.map { $0 + Self.patience } }

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
        waiting += 1
        return true
    }

    /// Notes that a delivery is rejected. Returns whether it was outstanding, so that the broker must be told.
    mutating func reject(_ tag: UInt64) -> Bool {
        guard change(tag, to: .settled) else { return false }
        dropSettled()
        return true
    }

    /// Notes that everything unfinished is given back. Returns the highest tag of it, `nil` when there is none: after the
    /// finished ones were acknowledged, one `basic.nack` with `multiple` gives it all back.
    mutating func giveBack() -> UInt64? {
        guard let last = entries.lastIndex(of: .outstanding) else { return nil }
        defer {
            entries.removeAll(keepingCapacity: true)
            outstanding = 0
            finished.removeAll(keepingCapacity: true)
            waiting = 0
            behindSince = nil
        }
        let tag = first + UInt64(last)
        first += UInt64(entries.count)
        return tag
    }

    /// Notes that everything unfinished is given back but what is spared. Returns the tags to give back, one by one.
    mutating func giveBack(sparing spared: Set<UInt64>) -> [UInt64] {
        let tags = entries.indices.filter { entries[$0] == .outstanding }.map { first + UInt64($0) }
            .filter { !spared.contains($0) }
        for tag in tags { _ = change(tag, to: .settled) }
        dropSettled()
        return tags
    }

    /// What to send now.
    /// - Parameters:
    ///   - now: the time; `nil` acknowledges everything that is finished.
    ///   - limit: so many may wait behind an unfinished delivery, and no more.
    mutating func acknowledgements(at now: ContinuousClock.Instant? = nil, limit: Int = 0) -> [Acknowledgement] {
        waiting = 0
        guard !finished.isEmpty else { return [] }
        var result = contiguous().map { [$0] } ?? []
        finished.removeAll { $0 < first }
        if let now, !finished.isEmpty, finished.count <= limit, now - (behindSince ?? now) < Self.patience {
            behindSince = behindSince ?? now
            return result
        }
        for tag in finished {
            result.append(Acknowledgement(tag: tag, multiple: false))
            entries[Int(tag - first)] = .settled
        }
        finished.removeAll(keepingCapacity: true)
        behindSince = nil
        return result
    }

    /// Takes away what is finished or settled before the first outstanding delivery.
    private mutating func contiguous() -> Acknowledgement? {
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
        return count > 0 ? Acknowledgement(tag: last, multiple: count > 1) : nil
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
