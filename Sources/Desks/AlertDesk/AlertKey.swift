/// What makes two alerts the same: the deduplication key within its source. Groups of incidents are told apart alike.
struct AlertKey: Sendable, Hashable, Comparable {
    var source: String
    var key: String

    /// The order in which rows are locked, the same in every transaction.
    static func < (left: AlertKey, right: AlertKey) -> Bool {
        left.source == right.source ? left.key < right.key : left.source < right.source
    }
}
