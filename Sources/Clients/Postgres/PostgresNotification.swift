/// What a listener learns. Notifications are wake-ups only: the server keeps none for a listener that is away, so after
/// ``reconnected`` look at the table once.
public enum PostgresNotification: Sendable, Hashable {
    /// The listener has (again) a connection and hears from now on; what was notified before is lost.
    case reconnected
    /// `notify channel, 'payload'` was committed.
    case notified(channel: String, payload: String)
}
