/// The publications of one call, and what is known of each.
final class PublishBatch {
    let publications: [Publication]
    let deadline: ContinuousClock.Instant
    /// How many publications have been handed to the channel, or need not be.
    private(set) var taken = 0
    private var outcomes: [PublishOutcome?]
    private var open: Int
    private var returns: [Int: PublishOutcome] = [:]
    /// What was sent and not confirmed in time.
    private var overdue: Set<Int> = []
    private let finish: ([PublishOutcome]) -> Void
    private let late: (Int, PublishOutcome) -> Void

    /// - Parameters:
    ///   - late: is called once for each that was sent and not confirmed in time, when something is known of it.
    ///   - finish: is called once with all outcomes, in this initialiser when there is nothing to send.
    init(
        _ publications: [Publication], deadline: ContinuousClock.Instant,
        late: @escaping (Int, PublishOutcome) -> Void = { _, _ in }, finish: @escaping ([PublishOutcome]) -> Void
    ) {
        self.publications = publications
        self.deadline = deadline
        self.late = late
        self.finish = finish
        outcomes = publications.map { $0.impossibility.map(PublishOutcome.unknown) }
        open = outcomes.count { $0 == nil }
        if open == 0 { finish(outcomes.compactMap { $0 }) }
    }

    /// Whether all outcomes are known.
    var isFinished: Bool { open == 0 }

    /// The index of the next publication to send.
    func takeNext() -> Int? {
        while taken < publications.count {
            defer { taken += 1 }
            if outcomes[taken] == nil { return taken }
        }
        return nil
    }

    func isReturned(_ index: Int) -> Bool { returns[index] != nil }

    /// Notes that the broker gave a message back; the confirm is still to come.
    func noteReturn(_ index: Int, _ outcome: PublishOutcome) {
        returns[index] = outcome
    }

    /// Notes an outcome, unless there is one in time. A returned message stays returned.
    func resolve(_ index: Int, _ outcome: PublishOutcome) {
        let outcome = returns.isEmpty ? outcome : returns[index] ?? outcome
        guard outcomes[index] == nil else {
            if overdue.remove(index) != nil { late(index, outcome) }
            return
        }
        outcomes[index] = outcome
        open -= 1
        if open == 0 { finish(outcomes.compactMap { $0 }) }
    }

    /// Gives up what has no outcome, because the time is over.
    /// - Parameters:
    ///   - sent: of what was sent, whose confirm may come late.
    ///   - unsent: of the rest, which will not be sent.
    func expire(sent: AMQPError, unsent: AMQPError) {
        if open == 0 { return }
        for index in publications.indices where outcomes[index] == nil {
            if index < taken, returns[index] == nil { overdue.insert(index) }
            outcomes[index] = returns[index] ?? .unknown(index < taken ? sent : unsent)
            open -= 1
        }
        finish(outcomes.compactMap { $0 })
    }

    /// Notes one outcome for everything that has none.
    func resolveRest(_ outcome: PublishOutcome) {
        for index in publications.indices { resolve(index, outcome) }
    }
}
