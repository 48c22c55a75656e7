/// Decides whether a provider may be called: closed while it answers, open for a while after several outages in a row,
/// then half open for one try. A value; time is given.
public struct CircuitBreaker: Sendable, Hashable {
    /// Outages in a row that open it.
    public static let threshold = 5
    /// How long it is open: doubled with every try that fails, within these bounds.
    public static let pause: ClosedRange<Duration> = .seconds(5) ... .seconds(120)

    private enum State: Sendable, Hashable {
        case closed(outages: Int)
        case open(until: ContinuousClock.Instant, pause: Duration)
        case halfOpen(pause: Duration)
    }

    private var state = State.closed(outages: 0)

    /// A closed one, without an outage yet.
    public init() {}

    /// Asks for a call.
    /// - Returns: `nil` when it may be made; else how long to wait. A call that is let through while half open is the only
    ///   one until it has succeeded or failed.
    public mutating func admit(at now: ContinuousClock.Instant) -> Duration? {
        switch state {
        case .closed:
            return nil
        case .open(let until, let pause):
            if now < until { return now.duration(to: until) }
            state = .halfOpen(pause: pause)
            return nil
        case .halfOpen(let pause):
            return pause
        }
    }

    /// The provider answered, be it with a refusal.
    public mutating func succeeded() {
        state = .closed(outages: 0)
    }

    /// The provider was out of service.
    /// - Parameter asked: how long it wants to be left alone (`Retry-After`): opens the circuit at once.
    public mutating func failed(at now: ContinuousClock.Instant, asked: Duration?) {
        if let asked {
            let pause = min(max(asked, Self.pause.lowerBound), .seconds(3600))
            state = .open(until: now + asked, pause: pause)
            return
        }
        switch state {
        case .closed(let outages) where outages + 1 < Self.threshold:
            state = .closed(outages: outages + 1)
        case .closed:
            state = .open(until: now + Self.pause.lowerBound, pause: Self.pause.lowerBound)
        case .open:
            break
        case .halfOpen(let pause):
            let next = min(pause * 2, Self.pause.upperBound)
            state = .open(until: now + next, pause: next)
        }
    }

    /// Whether calls are held back.
    public var isOpen: Bool {
        if case .open = state { true } else { false }
    }
}
