/// A place for a connection.
enum PoolSlot: Sendable, Hashable {
    case unopened
    case opening(session: UInt64, failures: Int)
    case open(session: UInt64, load: Int, isLeased: Bool)

    var isOpen: Bool {
        if case .open = self { true } else { false }
    }

    /// Whether it is open and nobody has leased it.
    var isFree: Bool {
        if case .open(_, _, isLeased: false) = self { true } else { false }
    }

    var isOpening: Bool {
        if case .opening = self { true } else { false }
    }

    /// The grants that are in use.
    var load: Int {
        if case .open(_, let load, _) = self { load } else { 0 }
    }
}
