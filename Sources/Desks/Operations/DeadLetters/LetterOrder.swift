public import Incident

/// What somebody at the console wants done with dead letters.
public struct LetterOrder: Sendable {
    /// What is done.
    public let kind: LetterAction.Kind
    /// With which.
    public let selection: DeadLetterSelection
    /// Letters a second of a replay; `nil` for as fast as it goes.
    public let rate: Double?
    /// Whether a replay gives new ids, so that what is too old to tell whether it was done goes as well.
    public let asNew: Bool
    /// Why: `nil` when nobody has to say.
    public let reason: String?

    /// Letters a second: one in a quarter of an hour at least.
    public static let rates = 0.001...100_000.0

    /// - Throws: ``LetterDeskError`` for what cannot be.
    public init(
        _ kind: LetterAction.Kind, _ selection: DeadLetterSelection, rate: Double? = nil, asNew: Bool = false,
        reason: String? = nil
    ) throws(LetterDeskError) {
        if let rate, !Self.rates.contains(rate) {
            throw LetterDeskError(
                .invalid, at: "/rate", "a rate is a number of letters a second from 0.001 to 100000, such as 50")
        }
        if let first = selection.first, first < 1 {
            throw LetterDeskError(.invalid, at: "/first", "this is a number of letters, from 1")
        }
        if kind == .discard, reason == nil {
            throw LetterDeskError(.invalid, at: "/reason", "say why, for those who look for the letters later")
        }
        if let reason, !(1...500).contains(reason.count) {
            throw LetterDeskError(.invalid, at: "/reason", "a reason has 1 to 500 characters")
        }
        self.kind = kind
        self.selection = selection
        self.rate = rate
        self.asNew = asNew
        self.reason = reason
    }
}

/// What an order would do.
public struct LetterExtent: Sendable, Hashable {
    /// Letters that it is about.
    public let count: Int
    /// What they were to do.
    public let work: ScheduledWork
    /// Letters of them that have been dead for longer than inboxes remember; a replay leaves them unless it gives new ids.
    public let tooOld: Int
}
