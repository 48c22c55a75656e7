import CCurl
import Glibc

/// libcurl's set of running transfers and kept connections.
// Unchecked: only the loop's thread calls methods, except `wakeUp`, which libcurl allows on every thread and which the
// loop's inbox lock keeps from running after `destroy`.
@safe struct MultiHandle: @unchecked Sendable {
    private let pointer: UnsafeMutableRawPointer

    init(maximumConnectionsPerHost: Int) {
        _ = Self.globalSetUp
        guard let pointer = unsafe curl_multi_init() else { preconditionFailure("curl_multi_init: out of memory") }
        unsafe self.pointer = unsafe pointer
        let limit = max(1, maximumConnectionsPerHost)
        _ = unsafe curl_multi_set_long(pointer, CURLMOPT_MAX_HOST_CONNECTIONS, limit)
        _ = unsafe curl_multi_set_long(pointer, CURLMOPT_MAXCONNECTS, limit * 16)
        _ = unsafe curl_multi_set_long(pointer, CURLMOPT_PIPELINING, Int(CURLPIPE_MULTIPLEX))
    }

    /// Once for the process. Writing to a connection that the server has closed must not end it: OpenSSL writes
    /// without `MSG_NOSIGNAL`.
    private static let globalSetUp: Void = {
        _ = curl_global_init(Int(CURL_GLOBAL_DEFAULT))
        _ = signal(SIGPIPE, SIG_IGN)
    }()

    func wakeUp() {
        _ = unsafe curl_multi_wakeup(pointer)
    }

    func add(_ transfer: Transfer) -> Bool {
        unsafe curl_multi_add_handle(pointer, transfer.handle) == CURLM_OK
    }

    func remove(_ transfer: Transfer) {
        _ = unsafe curl_multi_remove_handle(pointer, transfer.handle)
    }

    /// Moves all transfers on as far as they go without waiting.
    func perform() -> Bool {
        var running: Int32 = 0
        return unsafe curl_multi_perform(pointer, &running) == CURLM_OK
    }

    /// Waits until there is something to do, for ever if need be.
    func wait() {
        _ = unsafe curl_multi_poll(pointer, nil, 0, Int32.max, nil)
    }

    /// The next transfer that has ended.
    func nextFinished() -> (Transfer, CURLcode)? {
        var left: Int32 = 0
        while let message = unsafe curl_multi_info_read(pointer, &left) {
            guard unsafe message.pointee.msg == CURLMSG_DONE else { continue }
            var context: UnsafeMutableRawPointer?
            _ = unsafe curl_get_pointer(message.pointee.easy_handle, CURLINFO_PRIVATE, &context)
            if let transfer = unsafe transfer(context) { return unsafe (transfer, curl_message_result(message)) }
        }
        return nil
    }

    /// Closes all connections. Nothing may be called afterwards.
    func destroy() {
        _ = unsafe curl_multi_cleanup(pointer)
    }
}
