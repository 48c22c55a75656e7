/// How long an organisation keeps what it need not keep for ever.
public struct RetentionRules: Sendable, Hashable {
    /// How long bodies that could not be read are kept, 1 day to 10 years; 30 days by default.
    public var refusedBodies = Duration.seconds(30 * 86_400)
    /// How long the texts of pages and notices are kept, 7 days to 10 years; 30 days by default.
    public var payloads = Duration.seconds(30 * 86_400)
    /// How long dead letters are kept that were replayed or discarded, 7 days to 10 years; 90 days by default.
    public var deadLetters = Duration.seconds(90 * 86_400)
    /// How long executions are kept that ended, 1 day to 10 years; 90 days by default.
    public var executions = Duration.seconds(90 * 86_400)
    /// How long alerts are kept that are over, 60 days to 10 years; for ever by default.
    public var alerts: Duration?

    /// Those of an organisation that says nothing.
    public init() {}

    /// How long something is kept; `nil` for ever.
    public func time(of kind: RetentionKind) -> Duration? {
        switch kind {
        case .refusedBodies: refusedBodies
        case .payloads: payloads
        case .deadLetters: deadLetters
        case .executions: executions
        case .alerts: alerts
        case .claims: Self.claims
        }
    }

    /// How long inboxes keep what was claimed, by their partitions; outboxes and idempotency keys, three days.
    private static let claims = Duration.seconds(100 * 86_400)
}
