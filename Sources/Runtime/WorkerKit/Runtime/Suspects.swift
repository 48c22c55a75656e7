import AMQP

/// Messages that have come back so often that one of them may be what makes the database fail: a statement that takes all
/// its memory, say. Each is run alone, so that it takes no other with it, and after the others.
enum Suspects {
    /// Came back this often.
    static let limit = 3

    static func isOne(_ message: Incoming) -> Bool { message.delivery.deliveryCount >= limit }

    /// The same messages, suspects last and in any order: whichever it is would hold up those behind it each time.
    static func last(_ messages: [Incoming]) -> [Incoming] {
        guard messages.contains(where: isOne) else { return messages }
        return messages.filter { !isOne($0) } + messages.filter(isOne).shuffled()
    }
}

extension ArraySlice<Incoming> {
    /// Takes the next messages that go into one transaction.
    mutating func takeBatch(atMost limit: Int) -> [Incoming] {
        guard let head = first else { return [] }
        let batch = Suspects.isOne(head) ? [head] : Array(prefix(limit).prefix { !Suspects.isOne($0) })
        self = dropFirst(batch.count)
        return batch
    }
}
