import Foundation
import Glibc

/// The server's end of one connection, or a client's to a server on loopback; used on one thread at a time.
public final class Peer {
    private let descriptor: Int32
    private var buffer: [UInt8] = []

    init(_ descriptor: Int32) {
        self.descriptor = descriptor
    }

    /// A client's connection to a server on loopback, without anything that could be clever about what is said on it.
    ///
    /// - Returns: what `converse` does; `nil` when nothing listens there.
    public static func withConnection<Result>(to port: Int, _ converse: (Peer) throws -> Result) rethrows -> Result? {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        // A server that never answers is one that has closed.
        var patience = timeval(tv_sec: 20, tv_usec: 0)
        _ = unsafe setsockopt(
            descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        return connect(descriptor, to: port) ? try converse(Peer(descriptor)) : nil
    }

    private static func connect(_ descriptor: Int32, to port: Int) -> Bool {
        var address = LoopbackServer.address(port: port)
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        return unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe Glibc.connect(descriptor, $0, size) == 0
            }
        }
    }

    /// The next line without its end; `nil` when the other side has closed.
    public func readLine() -> String? {
        while true {
            if let end = buffer.firstIndex(of: 10) {
                defer { buffer.removeSubrange(...end) }
                return String(decoding: buffer[..<end], as: UTF8.self).trimmingCharacters(in: .newlines)
            }
            guard fill() else { return nil }
        }
    }

    /// The next bytes, exactly this many; `nil` when the other side has closed before.
    public func read(_ count: Int) -> [UInt8]? {
        while buffer.count < count {
            guard fill() else { return nil }
        }
        defer { buffer.removeFirst(count) }
        return Array(buffer.prefix(count))
    }

    /// Returns when the other side has closed.
    public func waitForEnd() {
        while fill() { buffer = [] }
    }

    /// Sends a text as UTF-8; see ``write(_:)-([UInt8])``.
    public func write(_ text: String) {
        write(Array(text.utf8))
    }

    /// Sends bytes. To a side that has closed, it sends nothing and goes on.
    public func write(_ bytes: [UInt8]) {
        _ = unsafe send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL))
    }

    /// What writes later, from any thread, once; whether the other side is still there or not.
    public func writer(of bytes: [UInt8]) -> @Sendable () -> Void {
        let copy = dup(descriptor)
        return {
            _ = unsafe send(copy, bytes, bytes.count, Int32(MSG_NOSIGNAL))
            close(copy)
        }
    }

    /// Connects the other side with another server on loopback until either closes.
    public func splice(to port: Int) {
        let other = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        _ = Self.connect(other, to: port)
        splice(with: other)
    }

    /// Connects the other side with a server on a local socket until either closes.
    ///
    /// - Returns: whether a server is there.
    @discardableResult
    public func splice(toSocket path: String) -> Bool {
        let other = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        guard Self.connect(other, toSocket: path) else {
            close(other)
            return false
        }
        splice(with: other)
        return true
    }

    /// Connects a socket with a server on a local socket.
    ///
    /// - Returns: whether one is there.
    public static func connect(_ descriptor: Int32, toSocket path: String) -> Bool {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let room = MemoryLayout.size(ofValue: address.sun_path)
        guard path.utf8.count < room else { return false }
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: path.utf8) }
        let size = socklen_t(MemoryLayout<sockaddr_un>.size)
        return unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe Glibc.connect(descriptor, $0, size) == 0
            }
        }
    }

    private func splice(with other: Int32) {
        let descriptor = descriptor
        let ended = DispatchSemaphore(value: 0)
        Thread.detachNewThread {
            Self.copy(from: other, to: descriptor)
            ended.signal()
        }
        Self.copy(from: descriptor, to: other)
        // Both are still used by that thread: closed, their numbers may be those of other connections.
        ended.wait()
        close(other)
    }

    private static func copy(from source: Int32, to target: Int32) {
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = unsafe recv(source, &chunk, chunk.count, 0)
            guard count > 0, unsafe send(target, chunk, count, Int32(MSG_NOSIGNAL)) == count else { break }
        }
        shutdown(target, Int32(SHUT_RDWR))
    }

    private func fill() -> Bool {
        var chunk = [UInt8](repeating: 0, count: 65_536)
        let count = unsafe recv(descriptor, &chunk, chunk.count, 0)
        guard count > 0 else { return false }
        buffer += chunk.prefix(count)
        return true
    }
}
