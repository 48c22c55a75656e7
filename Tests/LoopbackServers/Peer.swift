import Foundation
import Glibc

/// The server's end of one connection; used on its thread only.
public final class Peer {
    private let descriptor: Int32
    private var buffer: [UInt8] = []

    init(_ descriptor: Int32) {
        self.descriptor = descriptor
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
        var address = LoopbackServer.address(port: port)
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        _ = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe Glibc.connect(other, $0, size)
            }
        }
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
