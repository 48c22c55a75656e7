import AMQP
import Logging

/// Why a queue is not consumed: it is while nobody holds it. Whoever sets a hold takes back that one and no other, so that
/// the end of an outage cannot end what an operator wants.
actor Holds {
    /// Who holds the queue.
    enum Reason: String, Sendable, CaseIterable {
        /// `muster queues pause`, until `muster queues resume`.
        case `operator`
        /// The database is away: nothing can be handled, and holding messages would use up their delivery limit.
        case database
        /// The process is about to end.
        case draining
    }

    /// A delivery that has come back this often is not given back again at an outage. Half the delivery limit of the queues:
    /// brokers before RabbitMQ 4.3 count every return against it.
    static let worn = 10

    private let deliveries: any Deliveries
    private var spared: [Delivery] = []
    private var reasons: Set<Reason> = []
    private var isTaking = true
    private var mustGiveBack = false
    private var isApplying = false
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(_ deliveries: any Deliveries) {
        self.deliveries = deliveries
    }

    /// Stops new deliveries, and for ``Reason/database`` gives back what is in hand; what has come back too often stays for
    /// ``takeSpared()``. Returns when it has happened.
    /// - Returns: whether the hold was not there before.
    @discardableResult
    func add(_ reason: Reason) async -> Bool {
        guard reasons.insert(reason).inserted else { return false }
        if reason == .database { mustGiveBack = true }
        await apply()
        return true
    }

    /// Takes a hold back; when it was the last one, deliveries go on.
    func remove(_ reason: Reason) async {
        guard reasons.remove(reason) != nil else { return }
        await apply()
    }

    /// What is still in hand because it has come back ``worn`` times, for one caller to settle.
    func takeSpared() -> [Delivery] {
        defer { spared = [] }
        return spared
    }

    /// Does what the holds of this moment ask for; one caller at a time, so that the consumer is told in order.
    private func apply() async {
        while isApplying { await withCheckedContinuation { waiting.append($0) } }
        isApplying = true
        while mustGiveBack || reasons.isEmpty != isTaking {
            isTaking = reasons.isEmpty && !mustGiveBack
            if mustGiveBack {
                mustGiveBack = false
                spared += await deliveries.giveBack(sparing: Self.worn)
            } else if isTaking {
                await deliveries.resume()
            } else {
                await deliveries.pause()
            }
        }
        isApplying = false
        waiting.forEach { $0.resume() }
        waiting.removeAll()
    }
}
