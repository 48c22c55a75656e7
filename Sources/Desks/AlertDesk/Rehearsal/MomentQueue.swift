import FoundationEssentials

/// What comes later, the earliest first; of one moment in the order in which it was put in (a binary heap).
struct MomentQueue<Element: Sendable>: Sendable {
    private struct Entry: Sendable {
        var at: Date
        var number: Int
        var element: Element

        func precedes(_ other: Entry) -> Bool { (at, number) < (other.at, other.number) }
    }

    private var heap: [Entry] = []
    private var count = 0

    mutating func add(_ element: Element, at time: Date) {
        count += 1
        heap.append(Entry(at: time, number: count, element: element))
        var child = heap.count - 1
        while child > 0, heap[child].precedes(heap[(child - 1) / 2]) {
            heap.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    /// Takes the next that comes at a time or before; `nil` when there is none.
    mutating func next(until time: Date) -> (at: Date, element: Element)? {
        guard let first = heap.first, first.at <= time else { return nil }
        heap.swapAt(0, heap.count - 1)
        heap.removeLast()
        var parent = 0
        while true {
            var least = parent
            for child in [2 * parent + 1, 2 * parent + 2]
            where child < heap.count && heap[child].precedes(heap[least]) { least = child }
            if least == parent { break }
            heap.swapAt(parent, least)
            parent = least
        }
        return (first.at, first.element)
    }
}
