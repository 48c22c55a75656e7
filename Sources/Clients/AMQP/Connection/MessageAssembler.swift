internal import CRabbitMQ

/// Puts a message together from its frames: method, header, any number of bodies (AMQP 0-9-1, section 4.2.6).
///
/// The library can do so too, but waits without limit for the rest of a message.
struct MessageAssembler {
    /// The largest body that is taken: RabbitMQ's own limit is 128 MiB by default and 512 MiB at most.
    static let maximumBodySize: UInt64 = 512 * 1024 * 1024

    enum Kind {
        case delivery(number: UInt64, isRedelivered: Bool)
        case returned(code: UInt16, text: String)
    }

    private struct Partial {
        var kind: Kind
        var message: ReceivedMessage
        var bodySize: UInt64?
    }

    private var partial: Partial?
    private var names = KnownStrings()

    mutating func begin(_ kind: Kind, exchange: amqp_bytes_t, routingKey: amqp_bytes_t) throws(AMQPError) {
        guard partial == nil else { throw .unexpectedFrame }
        let message = unsafe ReceivedMessage(
            exchange: names.exchange.string(exchange), routingKey: names.routingKey.string(routingKey),
            properties: AMQPProperties(), body: [])
        partial = Partial(kind: kind, message: message)
    }

    /// Adds a header or body frame; returns the message when it is complete.
    mutating func add(_ frame: amqp_frame_t) throws(AMQPError) -> ConnectionEvent? {
        guard var partial = take(&partial) else { throw .unexpectedFrame }
        if unsafe Int32(frame.frame_type) == AMQP_FRAME_HEADER {
            let header = unsafe frame.payload.properties
            guard partial.bodySize == nil, let decoded = unsafe header.decoded,
                unsafe header.body_size <= Self.maximumBodySize
            else { throw .unexpectedFrame }
            partial.bodySize = unsafe header.body_size
            unsafe partial.message.properties = AMQPProperties(
                decoded.load(as: amqp_basic_properties_t.self), &names)
        } else {
            let fragment = unsafe frame.payload.body_fragment.buffer
            guard let size = partial.bodySize, UInt64(partial.message.body.count + fragment.count) <= size else {
                throw .unexpectedFrame
            }
            if partial.message.body.isEmpty, fragment.count < size {
                partial.message.body.reserveCapacity(Int(min(size, 16 * 1024 * 1024)))
            }
            unsafe partial.message.body.append(contentsOf: fragment)
        }
        guard partial.bodySize == UInt64(partial.message.body.count) else {
            self.partial = partial
            return nil
        }
        switch partial.kind {
        case .delivery(let number, let isRedelivered):
            return .delivered(number: number, isRedelivered: isRedelivered, partial.message)
        case .returned(let code, let text): return .returned(code: code, text: text, partial.message)
        }
    }

    private func take(_ partial: inout Partial?) -> Partial? {
        defer { partial = nil }
        return partial
    }
}

extension AMQPError {
    /// The broker broke the protocol.
    static var unexpectedFrame: AMQPError {
        AMQPError(.connectionClosed, operation: "receiving", detail: "the broker sent a frame out of order")
    }
}
