import Foundation
import LoopbackServers
import Synchronization

/// A peer that speaks as much of AMQP 0-9-1 as a consumer needs, does what a script says, and tells what it was told: for
/// brokers that cannot run here.
final class ScriptedBroker: Sendable {
    /// What the client has said, each on a channel.
    enum Method: Hashable, Sendable {
        case openChannel(UInt16)
        case consume(UInt16)
        case ack(UInt16, tag: UInt64, multiple: Bool)
        case reject(UInt16, tag: UInt64, requeue: Bool)
        case nack(UInt16, tag: UInt64, multiple: Bool, requeue: Bool)
        case cancel(UInt16)
        case closeChannel(UInt16)
    }

    /// What the broker does once there is a consumer.
    enum Action: Sendable {
        /// Delivers that many messages.
        case deliver(Int)
        /// Ends the consumer (`basic.cancel`).
        case cancel
    }

    /// Everything but the handshake, in its order.
    let methods: AsyncStream<Method>
    let server: LoopbackServer

    /// - Parameter script: what is done for the first consumer, for the second, and so on.
    init(_ script: [[Action]]) throws {
        let (methods, continuation) = AsyncStream<Method>.makeStream()
        self.methods = methods
        server = try LoopbackServer { peer in
            ScriptedConversation(peer: peer, script: script, tell: { continuation.yield($0) }).run()
        }
    }

    /// What the client says, up to and with the first that is as asked.
    func said(until isLast: (Method) -> Bool) async -> [Method] {
        var said: [Method] = []
        for await method in methods {
            said.append(method)
            if isLast(method) { break }
        }
        return said
    }
}

/// One connection of a ``ScriptedBroker``; used on its thread only.
private struct ScriptedConversation {
    let peer: Peer
    let script: [[ScriptedBroker.Action]]
    let tell: (ScriptedBroker.Method) -> Void

    func run() {
        guard peer.read(8) != nil else { return }
        let start = Bytes().octet(0).octet(9).long(0).longString("PLAIN").longString("en_US")
        send(0, 10, 10, start)
        var consumers = 0
        while let frame = nextFrame() {
            guard frame.type == 1 else { continue }
            let channel = frame.channel
            let arguments = Array(frame.payload.dropFirst(4))
            switch (frame.payload[1], frame.payload[3]) {
            case (10, 11): send(0, 10, 30, Bytes().short(100).long(131_072).short(60))
            case (10, 40): send(0, 10, 41, Bytes().shortString(""))
            case (10, 50):
                send(0, 10, 51, Bytes())
                return
            case (20, 10):
                tell(.openChannel(channel))
                send(channel, 20, 11, Bytes().longString(""))
            case (20, 40):
                tell(.closeChannel(channel))
                send(channel, 20, 41, Bytes())
            case (60, 10): send(channel, 60, 11, Bytes())
            case (60, 20):
                tell(.consume(channel))
                send(channel, 60, 21, Bytes().shortString("c\(consumers)"))
                if consumers < script.count { act(script[consumers], channel, "c\(consumers)") }
                consumers += 1
            case (60, 30):
                tell(.cancel(channel))
                send(channel, 60, 31, Bytes().shortString("c\(consumers - 1)"))
            case (60, 80):
                tell(.ack(channel, tag: number(arguments), multiple: arguments[8] & 1 != 0))
            case (60, 90):
                tell(.reject(channel, tag: number(arguments), requeue: arguments[8] & 1 != 0))
            case (60, 120):
                let bits = arguments[8]
                tell(.nack(channel, tag: number(arguments), multiple: bits & 1 != 0, requeue: bits & 2 != 0))
            default: break
            }
        }
    }

    private func act(_ actions: [ScriptedBroker.Action], _ channel: UInt16, _ tag: String) {
        var delivered: UInt64 = 0
        for action in actions {
            switch action {
            case .deliver(let count):
                for _ in 0..<count {
                    delivered += 1
                    let deliver = Bytes().shortString(tag).longLong(delivered).octet(0).shortString("").shortString("q")
                    send(channel, 60, 60, deliver)
                    write(2, channel, Bytes().short(60).short(0).longLong(1).short(0))
                    write(3, channel, Bytes().octet(UInt8(truncatingIfNeeded: delivered)))
                }
            case .cancel: send(channel, 60, 30, Bytes().shortString(tag).octet(1))
            }
        }
    }

    private func number(_ bytes: [UInt8]) -> UInt64 { bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) } }

    private func nextFrame() -> (type: UInt8, channel: UInt16, payload: [UInt8])? {
        guard let head = peer.read(7) else { return nil }
        let size = head[3...6].reduce(0) { $0 << 8 | Int($1) }
        guard let payload = peer.read(size), peer.read(1) != nil else { return nil }
        return (head[0], UInt16(head[1]) << 8 | UInt16(head[2]), payload)
    }

    private func send(_ channel: UInt16, _ kind: UInt16, _ method: UInt16, _ arguments: Bytes) {
        write(1, channel, Bytes(Bytes().short(kind).short(method).bytes + arguments.bytes))
    }

    private func write(_ type: UInt8, _ channel: UInt16, _ payload: Bytes) {
        let head = Bytes().octet(type).short(channel).long(UInt32(payload.bytes.count))
        peer.write(head.bytes + payload.bytes + [0xCE])
    }
}

/// Builds what AMQP sends (AMQP 0-9-1, section 4.2.5).
private struct Bytes {
    private(set) var bytes: [UInt8]

    init(_ bytes: [UInt8] = []) { self.bytes = bytes }

    func octet(_ value: UInt8) -> Bytes { Bytes(bytes + [value]) }
    func short(_ value: UInt16) -> Bytes { octet(UInt8(value >> 8)).octet(UInt8(truncatingIfNeeded: value)) }
    func long(_ value: UInt32) -> Bytes { short(UInt16(value >> 16)).short(UInt16(truncatingIfNeeded: value)) }
    func longLong(_ value: UInt64) -> Bytes { long(UInt32(value >> 32)).long(UInt32(truncatingIfNeeded: value)) }
    func shortString(_ text: String) -> Bytes { Bytes(bytes + [UInt8(text.utf8.count)] + text.utf8) }
    func longString(_ text: String) -> Bytes { Bytes(long(UInt32(text.utf8.count)).bytes + text.utf8) }
}
