/// The deliveries of an ``AMQPConsumer``: whatever has arrived since the last look, together.
public struct DeliveryBatches: AsyncSequence, Sendable {
    /// What has arrived since the last batch, at least one delivery.
    public typealias Element = [Delivery]
    /// It ends and never fails.
    public typealias Failure = Never

    let mailbox: DeliveryMailbox

    /// The iterator; there is one reader at a time.
    public func makeAsyncIterator() -> Iterator { Iterator(mailbox: mailbox) }

    /// Takes the batches, one after the other.
    public struct Iterator: AsyncIteratorProtocol {
        let mailbox: DeliveryMailbox

        /// The next batch, never empty; `nil` at the end and when the caller is cancelled.
        public mutating func next() async -> [Delivery]? { await mailbox.next() }

        /// The next batch, never empty; `nil` at the end and when the caller is cancelled.
        public mutating func next(isolation actor: isolated (any Actor)?) async -> [Delivery]? { await mailbox.next() }
    }
}
