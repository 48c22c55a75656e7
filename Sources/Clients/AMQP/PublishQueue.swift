internal import DequeModule

/// What a publisher has been asked to publish: what waits for its turn, and what waits for its confirm.
struct PublishQueue {
    private struct Entry {
        var batch: PublishBatch
        var index: Int
    }

    private var waiting: Deque<PublishBatch> = []
    private var window: ConfirmWindow<Entry>
    /// No batch has an earlier deadline.
    private(set) var earliestDeadline: ContinuousClock.Instant?

    init(window limit: Int) {
        window = ConfirmWindow(limit: limit)
    }

    /// Whether nothing waits for anything.
    var isEmpty: Bool { waiting.isEmpty && window.isEmpty }

    /// How many publications have been sent and not been confirmed.
    var unconfirmed: Int { window.count }

    /// Whether something may be sent now; a batch that was given up meanwhile counts too.
    var hasNext: Bool { !waiting.isEmpty && !window.isFull }

    mutating func add(_ batch: PublishBatch) {
        guard !batch.isFinished else { return }
        waiting.append(batch)
        earliestDeadline = min(earliestDeadline ?? batch.deadline, batch.deadline)
    }

    /// The next publication to send, `nil` when there is none or the window is full. It counts as sent.
    mutating func next() -> Publication? {
        guard !window.isFull else { return nil }
        while let batch = waiting.first {
            if let index = batch.takeNext() {
                window.append(Entry(batch: batch, index: index))
                if batch.taken == batch.publications.count { waiting.removeFirst() }
                return batch.publications[index]
            }
            waiting.removeFirst()
        }
        return nil
    }

    /// Notes a confirm (`basic.ack`) or a refusal (`basic.nack`).
    mutating func settle(_ tag: UInt64, multiple: Bool, _ outcome: PublishOutcome) {
        window.settle(tag, multiple: multiple) { $0.batch.resolve($0.index, outcome) }
    }

    /// Notes a message that the broker gave back. `basic.return` does not name the publication, but comes before its
    /// confirm and in order: it is the oldest one that equals the message.
    mutating func noteReturn(_ message: ReceivedMessage, _ outcome: PublishOutcome) {
        let entry = window.elements.first { entry in
            let publication = entry.batch.publications[entry.index]
            return publication.isMandatory && !entry.batch.isReturned(entry.index)
                && publication.routingKey == message.routingKey && publication.exchange == message.exchange
                && publication.properties.messageID == message.properties.messageID
                && publication.body == message.body
        }
        entry?.batch.noteReturn(entry?.index ?? 0, outcome)
    }

    /// The channel is gone: what had no confirm will have none.
    mutating func endChannel(_ error: AMQPError) {
        for entry in window.endChannel() { entry.batch.resolve(entry.index, .unknown(error)) }
    }

    /// Whether something was sent whose time is over, and nobody has confirmed it.
    func lacksConfirms(at now: ContinuousClock.Instant) -> Bool {
        guard let earliestDeadline, now >= earliestDeadline else { return false }
        return window.elements.contains { $0.batch.deadline <= now && !$0.batch.isFinished }
    }

    /// Gives up the batches whose time is over.
    /// - Parameters:
    ///   - sent: of what was sent, whose confirm may come late.
    ///   - unsent: of what waits.
    mutating func expire(_ now: ContinuousClock.Instant, sent: AMQPError, unsent: @autoclosure () -> AMQPError) {
        guard let earliestDeadline, now >= earliestDeadline else { return }
        let batches = waiting + window.elements.map(\.batch)
        for batch in batches where batch.deadline <= now { batch.expire(sent: sent, unsent: unsent()) }
        waiting.removeAll(where: \.isFinished)
        self.earliestDeadline = batches.lazy.filter { !$0.isFinished }.map(\.deadline).min()
    }

    /// Gives up everything.
    mutating func end(_ error: AMQPError) {
        endChannel(error)
        for batch in waiting { batch.resolveRest(.unknown(error)) }
        waiting.removeAll()
        earliestDeadline = nil
    }
}
