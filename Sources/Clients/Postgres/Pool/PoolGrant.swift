/// What a caller wants of the pool.
enum PoolDemand: Sendable, Hashable {
    /// A connection together with others.
    case shared
    /// A connection for itself.
    case exclusive
}

/// The right to use a slot. The session tells the slot's connection from earlier ones.
struct PoolGrant: Sendable, Hashable {
    var slot: Int
    var session: UInt64
    var isExclusive: Bool
}
