/// What becomes of a demand.
enum PoolAnswer: Sendable, Hashable {
    case granted(PoolGrant)
    case queued
    case full
    case closed
}

/// A slot to open.
struct PoolOpening: Sendable, Hashable {
    var slot: Int
    var session: UInt64
    /// Attempts that have failed since the slot was last open.
    var failures: Int
}
