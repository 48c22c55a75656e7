/// When a consumer may take more than one message at a time.
///
/// A message that crashes the process takes every other one in hand with it: each loses one of its delivery attempts, and
/// after a few crashes all end in the dead-letter queue. So after a connect there is one message in hand only, until one
/// that has not been delivered before was settled: whatever crashed the process before is then behind or gone.
struct SlowStart {
    private let isEnabled: Bool
    /// Whether only one message may be in hand.
    private(set) var isSlow: Bool
    private var fresh: UInt64?

    init(isEnabled: Bool) {
        self.isEnabled = isEnabled
        isSlow = isEnabled
    }

    /// A new connection: begins slowly again.
    mutating func connect() {
        isSlow = isEnabled
        fresh = nil
    }

    /// A new channel of the same connection, whose tags begin anew.
    mutating func openChannel() {
        fresh = nil
    }

    /// Notes a delivery. One that was delivered before proves nothing. What a first one says of its own count is not
    /// asked: the sender wrote it.
    mutating func deliver(_ tag: UInt64, isRedelivered: Bool) {
        guard isSlow, fresh == nil, !isRedelivered else { return }
        fresh = tag
    }

    /// Notes that a delivery was settled.
    mutating func settle(_ tag: UInt64) {
        if tag == fresh { isSlow = false }
    }
}
