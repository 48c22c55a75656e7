import Glibc
import Synchronization

/// A TCP proxy in front of the broker that can lose what the broker says, and cut connections.
final class TestProxy: Sendable {
    private struct State {
        var sockets: [Int32] = []
        var isClosed = false
        var losesAnswers = false
    }

    /// Where it listens, on 127.0.0.1.
    let port: Int
    private let listener: Int32
    private let target: Int
    private let state = Mutex(State())

    /// - Parameter target: the port on 127.0.0.1 to connect to.
    init(target: Int) throws {
        self.target = target
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in.loopback(port: 0)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let status = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                unsafe bind(listener, address, length) | listen(listener, 16)
                    | getsockname(listener, address, &length)
            }
        }
        guard status == 0 else { throw TestFailure("the proxy cannot listen") }
        self.listener = listener
        port = Int(UInt16(bigEndian: address.sin_port))
        thread { self.accept() }
    }

    /// Ends all connections, and the loss of answers.
    func cut() {
        state.withLock { state in
            for socket in state.sockets { _ = shutdown(socket, Int32(SHUT_RDWR)) }
            state.sockets = []
            state.losesAnswers = false
        }
    }

    /// From now on nothing that the broker says arrives, until ``cut()``.
    func loseAnswers() {
        state.withLock { $0.losesAnswers = true }
    }

    /// Ends the proxy.
    func close() {
        cut()
        state.withLock { $0.isClosed = true }
        _ = shutdown(listener, Int32(SHUT_RDWR))
    }

    private func accept() {
        while true {
            let client = Glibc.accept(listener, nil, nil)
            guard client >= 0 else { break }
            let server = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            var address = sockaddr_in.loopback(port: UInt16(target))
            let status = unsafe withUnsafePointer(to: &address) { pointer in
                unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                    unsafe connect(server, address, socklen_t(MemoryLayout<sockaddr_in>.size))
                }
            }
            guard status == 0 else {
                _ = shutdown(client, Int32(SHUT_RDWR))
                continue
            }
            state.withLock { $0.sockets += [client, server] }
            thread { self.pump(from: client, to: server, isAnswer: false) }
            thread { self.pump(from: server, to: client, isAnswer: true) }
        }
        _ = Glibc.close(listener)
    }

    private func pump(from source: Int32, to sink: Int32, isAnswer: Bool) {
        var buffer = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = unsafe read(source, &buffer, buffer.count)
            guard count > 0 else { break }
            if isAnswer, state.withLock({ $0.losesAnswers }) { continue }
            guard unsafe send(sink, buffer, count, Int32(MSG_NOSIGNAL)) == count else { break }
        }
        _ = shutdown(sink, Int32(SHUT_RDWR))
    }

    private func thread(_ body: @escaping @Sendable () -> Void) {
        let box = unsafe Unmanaged.passRetained(ThreadBody(body)).toOpaque()
        var handle = pthread_t()
        unsafe pthread_create(&handle, nil, runThreadBody, box)
        pthread_detach(handle)
    }
}

private final class ThreadBody: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
}

private func runThreadBody(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let context = unsafe context else { return nil }
    unsafe Unmanaged<ThreadBody>.fromOpaque(context).takeRetainedValue().body()
    return nil
}

extension sockaddr_in {
    fileprivate static func loopback(port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return address
    }
}
