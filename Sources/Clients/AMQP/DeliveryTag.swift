/// Names one delivery of one consumer.
///
/// A tag is worth nothing on another channel than its own, so it also knows the channel: settling a delivery whose
/// channel is gone does nothing, since the broker has put the message back in the queue.
public struct DeliveryTag: Sendable, Hashable, Comparable {
    /// How many channels the consumer had opened when the delivery came.
    package let channel: UInt64
    /// AMQP's delivery tag: counts from 1 in each channel.
    package let number: UInt64

    package init(channel: UInt64, number: UInt64) {
        self.channel = channel
        self.number = number
    }

    /// By the order of delivery.
    public static func < (left: DeliveryTag, right: DeliveryTag) -> Bool {
        (left.channel, left.number) < (right.channel, right.number)
    }
}
