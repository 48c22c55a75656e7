import JSON

/// What becomes of the alerts of a route, and of their incidents, by themselves.
public struct Patience: Sendable, Hashable {
    /// How long an alert that would open an incident is held back, because it may resolve by itself: 0 to an hour.
    public var wait: Duration
    /// Whether nobody is paged any more once all alerts of an incident have resolved by themselves.
    public var cancelsWhenResolved: Bool
    /// How long all alerts of an incident have been resolved when it becomes stable by itself: 0 to 7 days; `nil` when people
    /// decide that.
    public var autoResolve: Duration?
    /// After how long without news it is doubtful whether an open alert is still there: a minute to 90 days.
    public var doubtfulAfter: Duration

    /// As the program has it; nothing is checked. Without arguments, what a route has that does not say.
    public init(
        wait: Duration = .zero, cancelsWhenResolved: Bool = false, autoResolve: Duration? = nil,
        doubtfulAfter: Duration = .seconds(86_400)
    ) {
        self.wait = wait
        self.cancelsWhenResolved = cancelsWhenResolved
        self.autoResolve = autoResolve
        self.doubtfulAfter = doubtfulAfter
    }

    /// Configuration, among the keys of a route: `wait` (0s, the default, to 1h), `cancel_when_resolved` (default false),
    /// `auto_resolve` (0s to 7d, never by default) and `doubtful_after` (1m to 90d, default 1d).
    /// - Throws: `JSONDecodingError` for a key that is wrong.
    init(of route: JSONReader) throws {
        let standard = Patience()
        self.init(
            wait: try route.optional("wait")?.duration(in: .zero ... .seconds(3600)) ?? standard.wait,
            cancelsWhenResolved: try route.optionalBool("cancel_when_resolved") ?? standard.cancelsWhenResolved,
            autoResolve: try route.optional("auto_resolve")?.duration(in: .zero ... .seconds(7 * 86_400)),
            doubtfulAfter: try route.optional("doubtful_after")?.duration(in: .seconds(60) ... .seconds(90 * 86_400))
                ?? standard.doubtfulAfter)
    }
}
