/// A place for a connection.
enum PoolSlot: Sendable, Hashable {
    case unopened
    case opening(session: UInt64, failures: Int)
    case open(session: UInt64, load: Int, use: Use)

    /// Who may use an open slot.
    enum Use: Sendable, Hashable {
        /// Everybody who shares.
        case shared
        /// Nobody any more, until its load is gone and somebody leases it.
        case awaited
        /// Who has leased it.
        case leased
    }

    var isOpen: Bool {
        if case .open = self { true } else { false }
    }

    /// Whether it is open and whoever shares may use it.
    var isFree: Bool {
        if case .open(_, _, .shared) = self { true } else { false }
    }

    /// Whether it is being kept free for somebody who wants it for themselves.
    var isAwaited: Bool {
        if case .open(_, _, .awaited) = self { true } else { false }
    }

    /// Whether it can be leased: what is under way on it would otherwise become a part of the lease's transaction.
    var isIdle: Bool { (isFree || isAwaited) && load == 0 }

    var isOpening: Bool {
        if case .opening = self { true } else { false }
    }

    /// The grants that are in use.
    var load: Int {
        if case .open(_, let load, _) = self { load } else { 0 }
    }
}
