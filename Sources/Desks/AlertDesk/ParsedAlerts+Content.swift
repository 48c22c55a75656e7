public import FoundationEssentials
import JSON

extension ParsedAlerts {
    /// Gives alerts without a key of their sender's one that is made of what they say: who publishes to a broker and loses the
    /// confirm publishes again, with another message id or none (Apprise 2.2), and means the same alert.
    /// - Parameter time: when they came, from which minutes count.
    public mutating func joinByContent(at time: Date) {
        for index in alerts.indices where alerts[index].format == .native && !alerts[index].hasOwnKey {
            guard case .object(var said) = alerts[index].json else { continue }
            said["dedup_key"] = nil
            alerts[index].dedupKey = ContentKey.make(.object(said), at: time)
        }
    }
}
