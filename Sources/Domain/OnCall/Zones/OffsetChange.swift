/// From an instant on, wall clocks of a zone are ahead of UTC by so many seconds.
struct OffsetChange: Sendable, Hashable {
    /// Seconds since 1970-01-01T00:00Z.
    var at: Int
    /// Seconds ahead of UTC; negative west of Greenwich.
    var offset: Int
}
