internal import CRabbitMQ

extension Connection {
    /// Throws when a call returned an error of the library.
    func check(_ status: Int32, _ operation: String) throws(AMQPError) {
        guard status < 0 else { return }
        throw AMQPError(status: status, operation: operation)
    }

    /// Throws when an RPC failed. A channel that the broker closed is closed here too.
    /// - Parameter isLogin: whether a closed connection means refused credentials.
    func check(_ reply: amqp_rpc_reply_t, _ operation: String, isLogin: Bool = false) throws(AMQPError) {
        switch unsafe reply.reply_type {
        case AMQP_RESPONSE_NORMAL: return
        case AMQP_RESPONSE_SERVER_EXCEPTION: throw unsafe closed(by: reply.reply, operation, isLogin: isLogin)
        case AMQP_RESPONSE_LIBRARY_EXCEPTION:
            throw unsafe AMQPError(status: reply.library_error, operation: operation)
        default: throw AMQPError(status: AMQP_STATUS_CONNECTION_CLOSED.rawValue, operation: operation)
        }
    }

    /// Throws when the last RPC failed.
    func checkLastReply(_ operation: String) throws(AMQPError) {
        hasSent = true
        unsafe try check(amqp_get_rpc_reply(state), operation)
    }

    /// Answers a `channel.close` or `connection.close` and says what it means.
    func closed(by method: amqp_method_t, _ operation: String, isLogin: Bool = false) -> AMQPError {
        guard let decoded = unsafe method.decoded else {
            return AMQPError(status: AMQP_STATUS_CONNECTION_CLOSED.rawValue, operation: operation)
        }
        if unsafe method.id == AMQP_CHANNEL_CLOSE_METHOD {
            let close = unsafe decoded.load(as: amqp_channel_close_t.self)
            let reply = unsafe AMQPError.Reply(code: close.reply_code, text: String(close.reply_text))
            unsafe _ = rabbitmq_send_channel_close_ok(state, channel)
            channel = 0
            hasSent = true
            return AMQPError(
                .channelClosed, operation: operation, detail: "the broker closed the channel", reply: reply)
        }
        let close = unsafe decoded.load(as: amqp_connection_close_t.self)
        let reply = unsafe AMQPError.Reply(code: close.reply_code, text: String(close.reply_text))
        unsafe _ = rabbitmq_send_connection_close_ok(state)
        channel = 0
        let isRefused = isLogin && (reply.code == AMQP_ACCESS_REFUSED || reply.code == AMQP_NOT_ALLOWED)
        return AMQPError(
            isRefused ? .authenticationRefused : .connectionClosed, operation: operation,
            detail: "the broker closed the connection", reply: reply)
    }
}

extension AMQPError {
    /// The meaning of a status of the library.
    init(status: Int32, operation: String) {
        let text = unsafe amqp_error_string2(status).map { unsafe String(cString: $0) } ?? "status \(status)"
        let code: Code
        switch amqp_status_enum(rawValue: status) {
        case AMQP_STATUS_SSL_ERROR, AMQP_STATUS_SSL_HOSTNAME_VERIFY_FAILED, AMQP_STATUS_SSL_PEER_VERIFY_FAILED,
            AMQP_STATUS_SSL_CONNECTION_FAILED:
            code = .tlsRefused
        case AMQP_STATUS_TIMEOUT: code = .timeout
        case AMQP_STATUS_HOSTNAME_RESOLUTION_FAILED: code = .connectionRefused
        default: code = .connectionClosed
        }
        self.init(code, operation: operation, detail: text)
    }
}
