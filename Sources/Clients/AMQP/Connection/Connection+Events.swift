internal import CRabbitMQ
internal import Pacing

extension Connection {
    /// The next thing the broker has said, `nil` when there is nothing.
    ///
    /// Everything is copied out of the library's memory, which is given back frame by frame.
    /// - Parameter wait: how long to wait for it.
    func next(wait: Duration = .zero) throws(AMQPError) -> ConnectionEvent? {
        var frame = unsafe amqp_frame_t()
        while true {
            let status = unsafe rabbitmq_next_frame(state, &frame, Int(wait.milliseconds * 1000))
            if status == AMQP_STATUS_TIMEOUT.rawValue { return nil }
            try check(status, "receiving")
            let event = unsafe try event(frame)
            unsafe amqp_maybe_release_buffers_on_channel(state, frame.channel)
            if let event { return event }
        }
    }

    private func event(_ frame: amqp_frame_t) throws(AMQPError) -> ConnectionEvent? {
        // What a channel that is closed by now had been sent.
        guard unsafe frame.channel == 0 || frame.channel == channel else { return nil }
        guard unsafe Int32(frame.frame_type) == AMQP_FRAME_METHOD else { return unsafe try assembler.add(frame) }
        let method = unsafe frame.payload.method
        guard let decoded = unsafe method.decoded else { return nil }
        switch unsafe method.id {
        case AMQP_BASIC_DELIVER_METHOD:
            let deliver = unsafe decoded.load(as: amqp_basic_deliver_t.self)
            unsafe try assembler.begin(
                .delivery(number: deliver.delivery_tag, isRedelivered: deliver.redelivered != 0),
                exchange: deliver.exchange, routingKey: deliver.routing_key)
        case AMQP_BASIC_RETURN_METHOD:
            let returned = unsafe decoded.load(as: amqp_basic_return_t.self)
            unsafe try assembler.begin(
                .returned(code: returned.reply_code, text: String(returned.reply_text)), exchange: returned.exchange,
                routingKey: returned.routing_key)
        case AMQP_BASIC_ACK_METHOD:
            let ack = unsafe decoded.load(as: amqp_basic_ack_t.self)
            return .confirmed(tag: ack.delivery_tag, multiple: ack.multiple != 0)
        case AMQP_BASIC_NACK_METHOD:
            let nack = unsafe decoded.load(as: amqp_basic_nack_t.self)
            return .nacked(tag: nack.delivery_tag, multiple: nack.multiple != 0)
        case AMQP_BASIC_CANCEL_METHOD:
            let cancel = unsafe decoded.load(as: amqp_basic_cancel_t.self)
            return unsafe .cancelled(consumerTag: String(cancel.consumer_tag))
        case AMQP_CHANNEL_CLOSE_METHOD: return unsafe .channelClosed(closed(by: method, "channel"))
        case AMQP_CONNECTION_CLOSE_METHOD: throw unsafe closed(by: method, "connection")
        case AMQP_CONNECTION_BLOCKED_METHOD:
            let blocked = unsafe decoded.load(as: amqp_connection_blocked_t.self)
            expectReading(false)
            return unsafe .blocked(reason: String(blocked.reason))
        case AMQP_CONNECTION_UNBLOCKED_METHOD:
            expectReading(true)
            return .unblocked
        default: break
        }
        return nil
    }
}
