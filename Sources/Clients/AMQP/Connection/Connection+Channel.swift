internal import CRabbitMQ

extension Connection {
    /// Opens a channel under a number that the last few channels did not have.
    func openChannel() throws(AMQPError) {
        lastChannel = lastChannel % 8 + 1
        unsafe _ = amqp_channel_open(state, lastChannel)
        try checkLastReply("channel.open")
        channel = lastChannel
        assembler = MessageAssembler()
    }

    /// Closes the channel: everything unsettled returns to its queue.
    func closeChannel() throws(AMQPError) {
        guard channel != 0 else { return }
        let reply = unsafe amqp_channel_close(state, channel, AMQP_REPLY_SUCCESS)
        hasSent = true
        channel = 0
        unsafe try check(reply, "channel.close")
    }

    func selectConfirms() throws(AMQPError) {
        unsafe _ = amqp_confirm_select(state, channel)
        try checkLastReply("confirm.select")
    }

    func setPrefetch(_ prefetch: UInt16) throws(AMQPError) {
        unsafe _ = amqp_basic_qos(state, channel, 0, prefetch, 0)
        try checkLastReply("basic.qos")
    }

    /// Consumes a queue; returns the consumer's tag.
    func consume(_ queue: String) throws(AMQPError) -> String {
        let answer = unsafe amqp_basic_consume(
            state, channel, arena.bytes(queue), amqp_empty_bytes, 0, 0, 0, amqp_empty_table)
        arena.recycle()
        let tag = unsafe answer.map { unsafe String($0.pointee.consumer_tag) }
        try checkLastReply("basic.consume")
        return tag ?? ""
    }

    func cancel(_ consumerTag: String) throws(AMQPError) {
        unsafe _ = amqp_basic_cancel(state, channel, arena.bytes(consumerTag))
        arena.recycle()
        try checkLastReply("basic.cancel")
    }

    func ack(_ acknowledgement: SettlementLedger.Acknowledgement) throws(AMQPError) {
        hasSent = true
        try check(
            unsafe amqp_basic_ack(state, channel, acknowledgement.tag, acknowledgement.multiple ? 1 : 0), "basic.ack")
    }

    /// Refuses a delivery for good: it goes to the dead-letter exchange of its queue.
    func reject(_ tag: UInt64) throws(AMQPError) {
        hasSent = true
        try check(unsafe amqp_basic_reject(state, channel, tag, 0), "basic.reject")
    }

    /// Gives a delivery back to its queue.
    /// - Parameter multiple: and every unsettled one before it.
    func giveBack(_ tag: UInt64, multiple: Bool = false) throws(AMQPError) {
        hasSent = true
        try check(unsafe amqp_basic_nack(state, channel, tag, multiple ? 1 : 0, 1), "basic.nack")
    }

    /// Sends a message. The caller has made sure that AMQP can carry it (``Publication/impossibility``).
    func publish(_ publication: Publication) throws(AMQPError) {
        hasSent = true
        let exchange = unsafe arena.bytes(publication.exchange)
        let routingKey = unsafe arena.bytes(publication.routingKey)
        var properties = unsafe publication.properties.encoded(in: arena)
        let status = unsafe publication.body.withUnsafeBytes { body in
            // The library only reads the body; its type has no const.
            let bytes = unsafe amqp_bytes_t(len: body.count, bytes: UnsafeMutableRawPointer(mutating: body.baseAddress))
            return unsafe amqp_basic_publish(
                state, channel, exchange, routingKey, publication.isMandatory ? 1 : 0, 0, &properties, bytes)
        }
        arena.recycle()
        try check(status, "basic.publish")
    }

    /// Sends what `body` publishes in as few packets as possible: to the kernel and to the broker, a packet costs more than
    /// a small message. That the kernel does not know how is no error.
    func gathering<Result>(_ body: () throws(AMQPError) -> Result) throws(AMQPError) -> Result {
        rabbitmq_cork(descriptor, 1)
        defer { rabbitmq_cork(descriptor, 0) }
        return try body()
    }
}
