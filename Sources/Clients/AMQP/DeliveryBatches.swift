/// The deliveries of an ``AMQPConsumer``: whatever has arrived since the last look, together.
public struct DeliveryBatches: AsyncSequence, Sendable {
    public typealias Element = [Delivery]
    public typealias Failure = Never

    let mailbox: DeliveryMailbox

    public func makeAsyncIterator() -> Iterator { Iterator(mailbox: mailbox) }

    public struct Iterator: AsyncIteratorProtocol {
        let mailbox: DeliveryMailbox

        /// The next batch, never empty; `nil` at the end and when the caller is cancelled.
        public mutating func next() async -> [Delivery]? { await mailbox.next() }

        /// The next batch, never empty; `nil` at the end and when the caller is cancelled.
        public mutating func next(isolation actor: isolated (any Actor)?) async -> [Delivery]? { await mailbox.next() }
    }
}
