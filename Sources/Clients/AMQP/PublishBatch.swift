/// The publications of one call, and what is known of each.
final class PublishBatch {
    let publications: [Publication]
    let deadline: ContinuousClock.Instant
    /// How many publications have been handed to the channel, or need not be.
    private(set) var taken = 0
    private var outcomes: [PublishOutcome?]
    private var open: Int
    private var returns: [Int: PublishOutcome] = [:]
    private let finish: ([PublishOutcome]) -> Void

    /// - Parameter finish: is called once with all outcomes, in this initialiser when there is nothing to send.
    init(
        _ publications: [Publication], deadline: ContinuousClock.Instant,
        finish: @escaping ([PublishOutcome]) -> Void
    ) {
        self.publications = publications
        self.deadline = deadline
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

    /// Notes an outcome, unless there is one. A returned message stays returned.
    func resolve(_ index: Int, _ outcome: PublishOutcome) {
        guard outcomes[index] == nil else { return }
        outcomes[index] = returns.isEmpty ? outcome : returns[index] ?? outcome
        open -= 1
        if open == 0 { finish(outcomes.compactMap { $0 }) }
    }

    /// Notes one outcome for everything that has none.
    func resolveRest(_ outcome: PublishOutcome) {
        for index in publications.indices { resolve(index, outcome) }
    }
}
