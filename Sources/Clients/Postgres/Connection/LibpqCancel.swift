import CPostgres

/// Cancels what a connection's server process is working on. libpq connects for that and waits, so ``cancel()`` has a
/// thread of its own.
// Safe and unchecked: a `PGcancel` does not change and may be used from any thread; `deinit` alone frees it.
@safe final class LibpqCancel: @unchecked Sendable {
    private let handle: OpaquePointer

    init(taking handle: OpaquePointer) {
        unsafe self.handle = unsafe handle
    }

    deinit {
        unsafe PQfreeCancel(handle)
    }

    /// Blocks until the server has taken notice, or cannot be reached.
    func cancel() {
        var message = [CChar](repeating: 0, count: 256)
        _ = unsafe PQcancel(handle, &message, Int32(message.count))
    }
}
