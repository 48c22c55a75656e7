/// The deliveries of an ``AMQPConsumer``: whatever has arrived since the last look, together.
public struct DeliveryBatches: AsyncSequence, Sendable {
    public typealias Element = [Delivery]
    public typealias Failure = Never

    public func makeAsyncIterator() -> Iterator { Iterator() }

    public struct Iterator: AsyncIteratorProtocol {
        /// The next batch, never empty; `nil` at the end and when the caller is cancelled.
        public mutating func next(isolation actor: isolated (any Actor)? = #isolation) async -> [Delivery]? { nil }
    }
}
