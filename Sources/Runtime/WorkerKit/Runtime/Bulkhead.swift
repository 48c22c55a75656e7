import FoundationEssentials

/// Admits work side by side, so much in each lane: slow work in one lane holds up no other.
///
/// Handlers with effects wait here and not in the loop that reads the queue. Who waits has a delivery in hand, so that the
/// prefetch of the queue bounds how many wait.
actor Bulkhead {
    private struct Lane {
        var inside = 0
        var waiting: [CheckedContinuation<Bool, Never>] = []
    }

    private let limit: Int
    private var lanes: [String: Lane] = [:]
    private var inside = 0
    private var isClosed = false
    private var idleWaiters: [UUID: CheckedContinuation<Void, Never>] = [:]

    /// - Parameter limit: side by side in one lane. Range 1….
    init(_ limit: Int) {
        self.limit = limit
    }

    /// Waits for a place in a lane and takes it.
    /// - Returns: whether there is one; if not, the work is not to be done now.
    func enter(_ name: String) async -> Bool {
        if isClosed { return false }
        guard lanes[name, default: Lane()].inside >= limit else {
            lanes[name, default: Lane()].inside += 1
            inside += 1
            return true
        }
        return await withCheckedContinuation { lanes[name, default: Lane()].waiting.append($0) }
    }

    /// How many wait for a place.
    var waiting: Int { lanes.values.reduce(0) { $0 + $1.waiting.count } }

    /// Gives the place back, to who has waited longest in the lane.
    func leave(_ name: String) {
        guard var lane = lanes[name] else { return }
        if lane.waiting.isEmpty {
            lane.inside -= 1
            inside -= 1
        } else {
            lane.waiting.removeFirst().resume(returning: true)
        }
        lanes[name] = lane
        if inside == 0 { endWaiting() }
    }

    /// Sends away who waits: the deliveries are back in the queue.
    func turnAway() {
        for name in lanes.keys {
            lanes[name]?.waiting.forEach { $0.resume(returning: false) }
            lanes[name]?.waiting.removeAll()
        }
    }

    /// Sends away who waits and who comes from now on.
    func close() {
        isClosed = true
        turnAway()
    }

    /// Waits until nobody is inside, or the task is cancelled.
    func waitUntilEmpty() async {
        let id = UUID()
        await withTaskCancellationHandler {
            if inside == 0 || Task.isCancelled { return }
            await withCheckedContinuation { idleWaiters[id] = $0 }
        } onCancel: {
            Task { await self.stopWaiting(id) }
        }
    }

    private func stopWaiting(_ id: UUID) {
        idleWaiters.removeValue(forKey: id)?.resume()
    }

    private func endWaiting() {
        idleWaiters.values.forEach { $0.resume() }
        idleWaiters.removeAll()
    }
}
