import DequeModule

/// Decides who gets which connection; it knows neither connections nor the database.
///
/// A slot is a place for a connection. A shared demand takes part in an open slot's load; an exclusive one leases a slot
/// without a load, and while it waits for one a slot takes no more. Nothing may be left of the load when the lease begins:
/// who was granted a share may send its statement at any time until it gives the share back, and a statement that is sent
/// in the midst of somebody's transaction is committed, or rolled back, with that. Slots are opened when the demand asks
/// for them, and again whenever they are lost.
struct PoolStateMachine<Waiter: Sendable>: Sendable {
    private struct Entry {
        var id: UInt64
        var demand: PoolDemand
        var deadline: ContinuousClock.Instant
        var waiter: Waiter
    }

    /// From this load on, shared demands make the pool grow.
    static var growingLoad: Int { 16 }

    private let queueLimit: Int
    private var slots: [PoolSlot]
    private var queue = Deque<Entry>()
    private var nextSession: UInt64 = 0
    private var isStarted = false
    private var isClosed = false

    init(size: Int, queueLimit: Int) {
        slots = Array(repeating: .unopened, count: size)
        self.queueLimit = queueLimit
    }

    var waiting: Int { queue.count }

    var isReady: Bool { !isClosed && slots.contains(where: \.isOpen) }

    /// Whether nobody uses a connection.
    var isUnused: Bool { slots.allSatisfy { $0.load == 0 } }

    /// When the next waiter has waited long enough.
    var nextDeadline: ContinuousClock.Instant? { queue.map(\.deadline).min() }

    /// Opens the first slot, and what has been asked for already.
    mutating func start() -> [PoolOpening] {
        isStarted = true
        return grow(atLeast: 1)
    }

    /// Asks for a slot. When the answer is `queued`, the waiter is handed back by one of the other calls.
    mutating func request(
        _ demand: PoolDemand, id: UInt64, deadline: ContinuousClock.Instant, waiter: @autoclosure () -> Waiter
    ) -> (answer: PoolAnswer, openings: [PoolOpening]) {
        if isClosed { return (.closed, []) }
        if let grant = grant(demand) {
            let isBusy = demand == .shared && slots[grant.slot].load > Self.growingLoad && openingCount == 0
            return (.granted(grant), isBusy ? grow(atLeast: 1) : [])
        }
        guard queue.count < queueLimit else { return (.full, []) }
        queue.append(Entry(id: id, demand: demand, deadline: deadline, waiter: waiter()))
        keepFree()
        return (.queued, grow(atLeast: queue.count - openingCount))
    }

    /// A grant is not used any more. - Returns: who gets the slot now.
    mutating func release(_ grant: PoolGrant) -> [(Waiter, PoolGrant)] {
        guard case .open(let session, let load, let use) = slots[grant.slot], session == grant.session else {
            return []
        }
        slots[grant.slot] = .open(session: session, load: load - 1, use: grant.isExclusive ? .shared : use)
        return grantQueued()
    }

    /// A slot has been opened.
    mutating func opened(_ slot: Int, session: UInt64) -> [(Waiter, PoolGrant)] {
        guard case .opening(session, _) = slots[slot] else { return [] }
        slots[slot] = .open(session: session, load: 0, use: .shared)
        return grantQueued()
    }

    /// A slot could not be opened, or was lost. - Returns: how to open it again.
    mutating func closed(_ slot: Int, session: UInt64) -> PoolOpening? {
        switch slots[slot] {
        case .opening(session, let failures): return reopen(slot, failures: failures + 1)
        // The first attempt is made at once: most often the server has merely been restarted.
        case .open(session, _, _): return reopen(slot, failures: 0)
        default: return nil
        }
    }

    /// Takes a waiter out of the queue.
    mutating func cancel(_ id: UInt64) -> Waiter? {
        guard let index = queue.firstIndex(where: { $0.id == id }) else { return nil }
        return queue.remove(at: index).waiter
    }

    /// Takes those out of the queue who have waited long enough.
    mutating func expire(_ now: ContinuousClock.Instant) -> [Waiter] {
        let expired = queue.filter { $0.deadline <= now }.map(\.waiter)
        if !expired.isEmpty { queue.removeAll { $0.deadline <= now } }
        return expired
    }

    /// Takes those out of the queue who wait in vain: no slot is open, and opening fails for a reason that stays.
    mutating func giveUp() -> [Waiter] {
        if slots.contains(where: \.isOpen) { return [] }
        defer { queue.removeAll() }
        return queue.map(\.waiter)
    }

    /// Refuses everything from now on. - Returns: those who wait.
    mutating func close() -> [Waiter] {
        isClosed = true
        defer { queue.removeAll() }
        return queue.map(\.waiter)
    }

    private var openingCount: Int { slots.count { $0.isOpening } }

    private mutating func grow(atLeast count: Int) -> [PoolOpening] {
        guard isStarted, !isClosed, count > 0 else { return [] }
        return slots.indices.filter { slots[$0] == .unopened }.prefix(count).compactMap { reopen($0, failures: 0) }
    }

    private mutating func reopen(_ slot: Int, failures: Int) -> PoolOpening? {
        if isClosed {
            slots[slot] = .unopened
            return nil
        }
        nextSession += 1
        slots[slot] = .opening(session: nextSession, failures: failures)
        return PoolOpening(slot: slot, session: nextSession, failures: failures)
    }

    /// The open slot with the least load that may be used.
    private mutating func grant(_ demand: PoolDemand) -> PoolGrant? {
        let usable = slots.indices.filter { demand == .exclusive ? slots[$0].isIdle : slots[$0].isFree }
        guard let slot = usable.min(by: { slots[$0].load < slots[$1].load }),
            case .open(let session, let load, _) = slots[slot]
        else { return nil }
        slots[slot] = .open(session: session, load: load + 1, use: demand == .exclusive ? .leased : .shared)
        return PoolGrant(slot: slot, session: session, isExclusive: demand == .exclusive)
    }

    /// Serves the queue: first who has waited for a slot's load to go, then the shared demands, which can all go together,
    /// then the exclusive ones in their order.
    private mutating func grantQueued() -> [(Waiter, PoolGrant)] {
        var granted: [(Waiter, PoolGrant)] = []
        while slots.contains(where: { $0.isAwaited && $0.isIdle }), let next = grantNext(.exclusive) {
            granted.append(next)
        }
        keepFree()
        for demand in [PoolDemand.shared, .exclusive] {
            while let next = grantNext(demand) { granted.append(next) }
        }
        keepFree()
        return granted
    }

    private mutating func grantNext(_ demand: PoolDemand) -> (Waiter, PoolGrant)? {
        guard let index = queue.firstIndex(where: { $0.demand == demand }), let grant = grant(demand) else {
            return nil
        }
        return (queue.remove(at: index).waiter, grant)
    }

    /// Keeps as many slots free of further load as exclusive demands wait.
    private mutating func keepFree() {
        let wanted = queue.count { $0.demand == .exclusive }
        let awaited = slots.indices.filter { slots[$0].isAwaited }
        for slot in awaited.dropFirst(wanted) { use(slot, as: .shared) }
        let free = slots.indices.filter { slots[$0].isFree && slots[$0].load > 0 }
            .sorted { slots[$0].load < slots[$1].load }
        for slot in free.prefix(max(0, wanted - awaited.count)) { use(slot, as: .awaited) }
    }

    private mutating func use(_ slot: Int, as use: PoolSlot.Use) {
        guard case .open(let session, let load, _) = slots[slot] else { return }
        slots[slot] = .open(session: session, load: load, use: use)
    }
}
