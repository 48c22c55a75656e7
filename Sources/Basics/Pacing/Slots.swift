/// A bound on what happens side by side.
public actor Slots {
    private let limit: Int
    private var taken = 0
    private var waiters: [CheckedContinuation<Void, Never>] = []
    private var idleWaiters: [CheckedContinuation<Void, Never>] = []

    /// - Parameter limit: how many things may happen at a time, from 1.
    public init(_ limit: Int) {
        self.limit = limit
    }

    /// Waits for a free slot and takes it.
    public func take() async {
        if taken < limit {
            taken += 1
            return
        }
        await withCheckedContinuation { waiters.append($0) }
    }

    /// Gives a slot back.
    public func giveBack() {
        if waiters.isEmpty {
            taken -= 1
            if taken == 0 {
                idleWaiters.forEach { $0.resume() }
                idleWaiters.removeAll()
            }
        } else {
            waiters.removeFirst().resume()
        }
    }

    /// Waits until no slot is taken.
    public func waitUntilFree() async {
        if taken == 0 { return }
        await withCheckedContinuation { idleWaiters.append($0) }
    }
}
