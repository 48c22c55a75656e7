/// What the owner of a connection learns about it; the session is the one that ``Connection/open(session:after:)`` named.
enum ConnectionEvent: Sendable {
    case opened(session: UInt64)
    /// It could not be opened, or it broke.
    case closed(session: UInt64, PostgresError)
    case notified(channel: String, payload: String)
}
