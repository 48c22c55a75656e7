import Foundation
import Synchronization

/// A server on a free port of 127.0.0.1 whose conversation is a closure, so that it can also misbehave.
public final class LoopbackServer: Sendable {
    /// The port that it listens on.
    public let port: Int
    private let listener: Int32
    private let accepted = Mutex(0)

    /// - Parameters:
    ///   - port: 0 for any that is free.
    ///   - converse: called on a thread of its own for each connection, which closes when it returns.
    public init(port wanted: Int = 0, _ converse: @escaping @Sendable (Peer) -> Void) throws {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var reuse: Int32 = 1
        _ = unsafe setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &reuse, socklen_t(MemoryLayout<Int32>.size))
        var address = Self.address(port: wanted)
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = unsafe withUnsafePointer(to: address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe bind(listener, $0, size) }
        }
        guard bound == 0, listen(listener, 64) == 0 else { throw POSIXError(.EADDRNOTAVAIL) }
        var length = size
        _ = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe getsockname(listener, $0, &length)
            }
        }
        port = Int(UInt16(bigEndian: address.sin_port))
        self.listener = listener
        // The thread that accepts closes the listener: closed by another, its number may be that of the next server's listener,
        // whose connections would be taken.
        Thread.detachNewThread { [weak self] in
            defer { close(listener) }
            while true {
                let descriptor = accept(listener, nil, nil)
                guard descriptor >= 0 else { return }
                self?.accepted.withLock { $0 += 1 }
                Thread.detachNewThread {
                    converse(Peer(descriptor))
                    // A program that another test starts at this moment may have inherited it.
                    shutdown(descriptor, Int32(SHUT_RDWR))
                    close(descriptor)
                }
            }
        }
    }

    deinit {
        shutdown(listener, Int32(SHUT_RDWR))
    }

    static func address(port: Int) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        address.sin_port = UInt16(truncatingIfNeeded: port).bigEndian
        return address
    }

    /// How many connections there have been.
    public var connections: Int { accepted.withLock { $0 } }

    /// Its address on 127.0.0.1, without a slash at its end.
    public var url: String { "http://127.0.0.1:\(port)" }
}
