internal import DequeModule

/// The publications of one channel that have no confirm yet, in the order of their tags.
///
/// Tags count from 1 in each channel (RabbitMQ, "Consumer Acknowledgements and Publisher Confirms"). A confirm settles
/// one tag, or all up to it.
struct ConfirmWindow<Element> {
    /// How many elements may be without a confirm.
    let limit: Int
    /// How many elements are without a confirm.
    private(set) var count = 0

    /// From the tag `first` on; `nil` where a later confirm came first. The first slot is never `nil`.
    private var slots: Deque<Element?> = []
    private var first: UInt64 = 1

    init(limit: Int) {
        self.limit = max(1, limit)
    }

    var isEmpty: Bool { count == 0 }

    /// Whether no further element may be added: the limit is reached, or one element has waited for so long that
    /// remembering all that were settled since would take too much memory.
    var isFull: Bool { count >= limit || slots.count >= 64 * limit }

    /// The elements without a confirm, oldest first.
    var elements: some Sequence<Element> { slots.lazy.compactMap { $0 } }

    /// Adds an element; returns the tag that the channel's next publication has.
    @discardableResult
    mutating func append(_ element: Element) -> UInt64 {
        slots.append(element)
        count += 1
        return first + UInt64(slots.count - 1)
    }

    /// Removes what a confirm settles. Unknown tags settle nothing.
    /// - Parameters:
    ///   - multiple: also everything before `tag`; with the tag 0 everything there is.
    mutating func settle(_ tag: UInt64, multiple: Bool, _ settled: (Element) -> Void) {
        if multiple {
            let end = tag == 0 ? slots.count : slotsUpTo(tag)
            for _ in 0..<end { take(slots.removeFirst(), settled) }
            first += UInt64(end)
        } else {
            guard tag >= first, tag - first < UInt64(slots.count) else { return }
            let index = Int(tag - first)
            take(slots[index], settled)
            slots[index] = nil
        }
        while let slot = slots.first, slot == nil {
            slots.removeFirst()
            first += 1
        }
    }

    /// Ends the channel: returns everything that will never be confirmed, and counts from 1 again.
    mutating func endChannel() -> [Element] {
        let rest = Array(elements)
        slots.removeAll(keepingCapacity: true)
        first = 1
        count = 0
        return rest
    }

    private mutating func take(_ slot: Element?, _ settled: (Element) -> Void) {
        guard let slot else { return }
        count -= 1
        settled(slot)
    }

    /// How many slots belong to tags up to and including this one.
    private func slotsUpTo(_ tag: UInt64) -> Int {
        tag < first ? 0 : Int(min(tag - first + 1, UInt64(slots.count)))
    }
}
