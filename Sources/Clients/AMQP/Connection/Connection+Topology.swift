internal import CRabbitMQ

// The methods that only single operations use.
extension Connection {
    func declareQueue(
        _ name: String, passive: Bool, durable: Bool, exclusive: Bool, autoDelete: Bool,
        arguments: [String: AMQPFieldValue]
    ) throws(AMQPError) -> (messages: UInt32, consumers: UInt32) {
        let answer = unsafe amqp_queue_declare(
            state, channel, arena.bytes(name), passive ? 1 : 0, durable ? 1 : 0, exclusive ? 1 : 0, autoDelete ? 1 : 0,
            arena.table(arguments))
        arena.recycle()
        let status = unsafe answer.map { unsafe ($0.pointee.message_count, $0.pointee.consumer_count) }
        try checkLastReply("queue.declare \(name)")
        return status ?? (0, 0)
    }

    func declareExchange(
        _ name: String, type: String, passive: Bool, durable: Bool, autoDelete: Bool, isInternal: Bool,
        arguments: [String: AMQPFieldValue]
    ) throws(AMQPError) {
        unsafe _ = amqp_exchange_declare(
            state, channel, arena.bytes(name), arena.bytes(type), passive ? 1 : 0, durable ? 1 : 0, autoDelete ? 1 : 0,
            isInternal ? 1 : 0, arena.table(arguments))
        arena.recycle()
        try checkLastReply("exchange.declare \(name)")
    }

    func bindQueue(
        _ queue: String, _ exchange: String, _ key: String, _ arguments: [String: AMQPFieldValue]
    ) throws(AMQPError) {
        unsafe _ = amqp_queue_bind(
            state, channel, arena.bytes(queue), arena.bytes(exchange), arena.bytes(key), arena.table(arguments))
        arena.recycle()
        try checkLastReply("queue.bind \(queue)")
    }

    func unbindQueue(
        _ queue: String, _ exchange: String, _ key: String, _ arguments: [String: AMQPFieldValue]
    ) throws(AMQPError) {
        unsafe _ = amqp_queue_unbind(
            state, channel, arena.bytes(queue), arena.bytes(exchange), arena.bytes(key), arena.table(arguments))
        arena.recycle()
        try checkLastReply("queue.unbind \(queue)")
    }

    func bindExchange(
        _ destination: String, _ source: String, _ key: String, _ arguments: [String: AMQPFieldValue]
    ) throws(AMQPError) {
        unsafe _ = amqp_exchange_bind(
            state, channel, arena.bytes(destination), arena.bytes(source), arena.bytes(key), arena.table(arguments))
        arena.recycle()
        try checkLastReply("exchange.bind \(destination)")
    }

    func purgeQueue(_ queue: String) throws(AMQPError) -> UInt32 {
        let answer = unsafe amqp_queue_purge(state, channel, arena.bytes(queue))
        arena.recycle()
        let count = unsafe answer.map { unsafe $0.pointee.message_count }
        try checkLastReply("queue.purge \(queue)")
        return count ?? 0
    }

    func deleteQueue(_ queue: String, ifUnused: Bool, ifEmpty: Bool) throws(AMQPError) -> UInt32 {
        let answer = unsafe amqp_queue_delete(
            state, channel, arena.bytes(queue), ifUnused ? 1 : 0, ifEmpty ? 1 : 0)
        arena.recycle()
        let count = unsafe answer.map { unsafe $0.pointee.message_count }
        try checkLastReply("queue.delete \(queue)")
        return count ?? 0
    }

    func deleteExchange(_ exchange: String, ifUnused: Bool) throws(AMQPError) {
        unsafe _ = amqp_exchange_delete(state, channel, arena.bytes(exchange), ifUnused ? 1 : 0)
        arena.recycle()
        try checkLastReply("exchange.delete \(exchange)")
    }

    /// Asks for one message. Returns whether there is one, which ``next(wait:)`` then delivers.
    func get(_ queue: String) throws(AMQPError) -> Bool {
        let reply = unsafe amqp_basic_get(state, channel, arena.bytes(queue), 0)
        arena.recycle()
        hasSent = true
        unsafe try check(reply, "basic.get \(queue)")
        guard unsafe reply.reply.id == AMQP_BASIC_GET_OK_METHOD, let decoded = unsafe reply.reply.decoded else {
            return false
        }
        let answer = unsafe decoded.load(as: amqp_basic_get_ok_t.self)
        unsafe try assembler.begin(
            .delivery(number: answer.delivery_tag, isRedelivered: answer.redelivered != 0), exchange: answer.exchange,
            routingKey: answer.routing_key)
        return true
    }
}
