internal import CRabbitMQ
internal import Glibc
internal import Pacing

/// One connection of the library with one channel. Belongs to one thread; every call may block for a bounded time.
///
/// An error other than `.channelClosed` and `.invalidPublication` ends the connection: drop it and make another.
@safe final class Connection {
    let state: amqp_connection_state_t
    let arena = Arena()
    /// The number of the open channel, 0 while there is none.
    var channel: UInt16 = 0
    /// The last number given to a channel. Frames that a closed channel left behind are told apart by it.
    var lastChannel: UInt16 = 0
    /// How long this side may be silent.
    private(set) var heartbeat: Duration = .zero
    /// The broker's version, when it is RabbitMQ and says so.
    private(set) var server: BrokerVersion?
    /// Whether anything was sent since the last ``keepAlive(_:)``.
    var hasSent = true
    private var lastSent = ContinuousClock.now
    private var isOpen = false
    var assembler = MessageAssembler()

    /// Connects, shakes hands and logs in.
    init(_ configuration: AMQPConfiguration) throws(AMQPError) {
        guard let state = unsafe amqp_new_connection() else {
            throw AMQPError(.connectionRefused, operation: "connect", detail: "out of memory")
        }
        unsafe self.state = state
        try setTimeouts(configuration)
        try open(configuration)
        try logIn(configuration)
        isOpen = true
        _ = rabbitmq_guard_socket(descriptor, patience)
    }

    deinit {
        unsafe amqp_destroy_connection(state)
    }

    /// The descriptor to wait for.
    var descriptor: Int32 { unsafe amqp_get_sockfd(state) }

    /// Milliseconds after which a peer is given up that acknowledges nothing.
    private var patience: UInt32 { UInt32(clamping: 2 * heartbeat.milliseconds) }

    /// A broker that takes no messages does not read either, and is there all the same: its heartbeats tell whether it lives. Sends
    /// that could hang have ended by then.
    func expectReading(_ isReading: Bool) {
        _ = rabbitmq_set_user_timeout(descriptor, isReading ? patience : 0)
    }

    /// Whether frames wait in the library's own buffers, where nobody who waits for the descriptor sees them.
    var hasBufferedFrames: Bool { unsafe amqp_frames_enqueued(state) != 0 || amqp_data_in_buffer(state) != 0 }

    /// Sends a heartbeat when this side has been silent for half of the agreed time.
    /// - Returns: when to call again at the latest.
    func keepAlive(_ now: ContinuousClock.Instant) throws(AMQPError) -> ContinuousClock.Instant {
        if hasSent {
            lastSent = now
            hasSent = false
        } else if now - lastSent >= heartbeat / 2 {
            try check(unsafe rabbitmq_send_heartbeat(state), "heartbeat")
            lastSent = now
        }
        return lastSent + heartbeat / 2
    }

    /// Closes the connection, waiting two seconds at most for the broker's answer.
    func close() {
        guard isOpen else { return }
        isOpen = false
        channel = 0
        var wait = timeval(tv_sec: 2, tv_usec: 0)
        unsafe amqp_set_rpc_timeout(state, &wait)
        unsafe _ = amqp_connection_close(state, AMQP_REPLY_SUCCESS)
    }

    private func setTimeouts(_ configuration: AMQPConfiguration) throws(AMQPError) {
        var handshake = timeval(configuration.connectTimeout)
        var rpc = timeval(configuration.rpcTimeout)
        try check(unsafe amqp_set_handshake_timeout(state, &handshake), "connect")
        try check(unsafe amqp_set_rpc_timeout(state, &rpc), "connect")
    }

    private func open(_ configuration: AMQPConfiguration) throws(AMQPError) {
        guard let port = Int32(exactly: configuration.port), (1...65535).contains(port) else {
            throw AMQPError(.invalidConfiguration, operation: "connect", detail: "the port is not in 1…65535")
        }
        let socket = unsafe try makeSocket(configuration.tls)
        var wait = timeval(configuration.connectTimeout)
        let status = unsafe amqp_socket_open_noblock(socket, configuration.host, port, &wait)
        guard status == AMQP_STATUS_OK.rawValue else {
            let error = AMQPError(status: status, operation: "connect")
            let place = "\(configuration.host):\(configuration.port): \(error.detail)"
            let code: AMQPError.Code = error.code == .tlsRefused ? .tlsRefused : .connectionRefused
            throw AMQPError(code, operation: "connect", detail: place)
        }
    }

    private func makeSocket(_ tls: AMQPTLS?) throws(AMQPError) -> OpaquePointer {
        guard let tls else {
            guard let socket = unsafe amqp_tcp_socket_new(state) else {
                throw AMQPError(.connectionRefused, operation: "connect", detail: "out of memory")
            }
            return unsafe socket
        }
        guard let socket = unsafe amqp_ssl_socket_new(state) else {
            throw AMQPError(.tlsRefused, operation: "connect", detail: "TLS cannot be set up")
        }
        unsafe amqp_ssl_socket_set_verify_peer(socket, 1)
        unsafe amqp_ssl_socket_set_verify_hostname(socket, 1)
        try checkFile(
            unsafe amqp_ssl_socket_set_ssl_versions(socket, AMQP_TLSv1_2, AMQP_TLSvLATEST), "TLS 1.2 is not available")
        try checkFile(
            unsafe amqp_ssl_socket_set_cacert(socket, tls.caFile), "the file of authorities \(tls.caFile) is unusable")
        if let certificate = tls.certificateFile, let key = tls.keyFile {
            try checkFile(
                unsafe amqp_ssl_socket_set_key(socket, certificate, key),
                "the client's certificate \(certificate) or its key \(key) is unusable")
        } else if tls.certificateFile != nil || tls.keyFile != nil {
            try checkFile(-1, "a client certificate needs both the certificate and the key")
        }
        return unsafe socket
    }

    private func checkFile(_ status: Int32, _ detail: String) throws(AMQPError) {
        guard status == AMQP_STATUS_OK.rawValue else {
            throw AMQPError(.invalidConfiguration, operation: "connect", detail: detail)
        }
    }

    private func logIn(_ configuration: AMQPConfiguration) throws(AMQPError) {
        let seconds = Int32(clamping: max(1, min(3600, configuration.heartbeat.components.seconds)))
        let frameMax = Int32(clamping: max(AMQPProperties.minimumFrameSize, min(1_048_576, configuration.frameMax)))
        // Without these capabilities the broker keeps silent about a deleted queue and about being out of memory.
        var properties = unsafe arena.table([
            "product": "muster",
            "connection_name": .string(configuration.connectionName),
            "capabilities": .table([
                "authentication_failure_close": true, "basic.nack": true, "connection.blocked": true,
                "consumer_cancel_notify": true, "publisher_confirms": true,
            ]),
        ])
        let reply = unsafe rabbitmq_login(
            state, configuration.virtualHost, frameMax, seconds, &properties, configuration.user,
            configuration.password)
        arena.recycle()
        unsafe try check(reply, "connection.open", isLogin: true)
        guard unsafe amqp_get_heartbeat(state) > 0, unsafe amqp_get_frame_max(state) >= AMQPProperties.minimumFrameSize
        else {
            throw AMQPError(
                .invalidConfiguration, operation: "connection.tune",
                detail: "the broker wants no heartbeat, or frames under \(AMQPProperties.minimumFrameSize) bytes")
        }
        heartbeat = .seconds(unsafe amqp_get_heartbeat(state))
        if let table = unsafe amqp_get_server_properties(state) {
            let said = unsafe [String: AMQPFieldValue](table.pointee, depth: 0)
            if said["product"]?.string == "RabbitMQ" {
                server = said["version"]?.string.flatMap { BrokerVersion(ofBroker: $0) }
            }
        }
    }
}

extension timeval {
    init(_ duration: Duration) {
        let milliseconds = max(1, duration.milliseconds)
        self.init(tv_sec: Int(milliseconds / 1000), tv_usec: Int(milliseconds % 1000 * 1000))
    }
}
