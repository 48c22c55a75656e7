import Foundation
import Synchronization

/// A peer that speaks as much of AMQP 0-9-1 as Muster's clients need, does what a script says, and tells what it was told:
/// for brokers that cannot run here.
public final class ScriptedBroker: Sendable {
    /// What the client has said, each on a channel.
    public enum Method: Hashable, Sendable {
        case openChannel(UInt16)
        case consume(UInt16)
        case ack(UInt16, tag: UInt64, multiple: Bool)
        case reject(UInt16, tag: UInt64, requeue: Bool)
        case nack(UInt16, tag: UInt64, multiple: Bool, requeue: Bool)
        case cancel(UInt16)
        case closeChannel(UInt16)
        /// Asks whether a queue exists.
        case askForQueue(String)
        /// Publishes; the tag that its confirm has.
        case publish(tag: UInt64)
    }

    /// What the broker does once there is a consumer.
    public enum Action: Sendable {
        /// Delivers that many messages.
        case deliver(Int)
        /// Delivers one again whose quorum queue has counted so.
        case redeliver(deliveryCount: Int32?, acquiredCount: Int32?)
        /// Ends the consumer (`basic.cancel`).
        case cancel
    }

    /// What the broker answers by itself.
    public struct Manners: Sendable {
        /// What it calls itself, as RabbitMQ does; `nil` for a broker that says nothing.
        public var version: String?
        /// What it answers to who asks for a queue: a code of `channel.close`, 0 that it is there; `nil` for no answer.
        public var queueAnswer: UInt16? = 0
        /// Whether it confirms what is published. A quorum queue without its majority does not.
        public var confirms = true

        /// Those of a broker that does as it is asked.
        public init() {}
    }

    /// Everything but the handshake, in its order.
    public let methods: AsyncStream<Method>
    /// Where it listens.
    public var port: Int { server.port }
    private let server: LoopbackServer
    private let late = Late()

    /// - Parameter script: what is done for the first consumer, for the second, and so on.
    public init(_ script: [[Action]] = [], _ manners: Manners = Manners()) throws {
        let (methods, continuation) = AsyncStream<Method>.makeStream()
        self.methods = methods
        let late = late
        server = try LoopbackServer { peer in
            ScriptedConversation(
                peer: peer, script: script, manners: manners, late: late, tell: { continuation.yield($0) }
            ).run()
        }
    }

    /// Confirms everything that was published on a connection that is still there.
    public func confirmAtLast() { late.confirm() }

    /// What the client says, up to and with the first that is as asked.
    public func said(until isLast: (Method) -> Bool) async -> [Method] {
        var said: [Method] = []
        for await method in methods {
            said.append(method)
            if isLast(method) { break }
        }
        return said
    }
}

/// What was published and not confirmed.
private final class Late: Sendable {
    private struct State {
        var waiting: [@Sendable () -> Void] = []
    }

    private let state = Mutex(State())

    func add(_ confirm: @escaping @Sendable () -> Void) { state.withLock { $0.waiting.append(confirm) } }

    func confirm() {
        let waiting = state.withLock { state in
            defer { state.waiting = [] }
            return state.waiting
        }
        for confirm in waiting { confirm() }
    }
}

/// One connection of a ``ScriptedBroker``; used on its thread only.
private struct ScriptedConversation {
    let peer: Peer
    let script: [[ScriptedBroker.Action]]
    let manners: ScriptedBroker.Manners
    let late: Late
    let tell: (ScriptedBroker.Method) -> Void

    func run() {
        guard peer.read(8) != nil else { return }
        var properties = Bytes()
        if let version = manners.version {
            properties = properties.shortString("product").field("RabbitMQ").shortString("version").field(version)
        }
        send(0, 10, 10, Bytes().octet(0).octet(9).table(properties).longString("PLAIN").longString("en_US"))
        var consumers = 0
        var published: UInt64 = 0
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
            case (50, 10):
                let name = String(decoding: arguments.dropFirst(3).prefix(Int(arguments[2])), as: UTF8.self)
                tell(.askForQueue(name))
                answer(channel, forQueue: name)
            case (85, 10):
                published = 0
                send(channel, 85, 11, Bytes())
            case (60, 40):
                published += 1
                tell(.publish(tag: published))
                confirm(channel, published)
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

    private func answer(_ channel: UInt16, forQueue name: String) {
        switch manners.queueAnswer {
        case 0: send(channel, 50, 11, Bytes().shortString(name).long(0).long(0))
        case let code?: send(channel, 20, 40, Bytes().short(code).shortString("REFUSED").short(50).short(10))
        case nil: break
        }
    }

    private func confirm(_ channel: UInt16, _ tag: UInt64) {
        let frame = Self.frame(1, channel, Bytes().short(60).short(80).longLong(tag).octet(0))
        if manners.confirms { peer.write(frame) } else { late.add(peer.writer(of: frame)) }
    }

    private func act(_ actions: [ScriptedBroker.Action], _ channel: UInt16, _ tag: String) {
        var delivered: UInt64 = 0
        for action in actions {
            switch action {
            case .deliver(let count):
                for _ in 0..<count {
                    delivered += 1
                    deliver(channel, tag, delivered, isRedelivered: false, headers: Bytes())
                }
            case .redeliver(let deliveryCount, let acquiredCount):
                delivered += 1
                var headers = Bytes()
                if let deliveryCount { headers = headers.shortString("x-delivery-count").field(deliveryCount) }
                if let acquiredCount { headers = headers.shortString("x-acquired-count").field(acquiredCount) }
                deliver(channel, tag, delivered, isRedelivered: true, headers: headers)
            case .cancel: send(channel, 60, 30, Bytes().shortString(tag).octet(1))
            }
        }
    }

    private func deliver(
        _ channel: UInt16, _ tag: String, _ number: UInt64, isRedelivered: Bool, headers: Bytes
    ) {
        let deliver = Bytes().shortString(tag).longLong(number).octet(isRedelivered ? 1 : 0)
        send(channel, 60, 60, deliver.shortString("").shortString("q"))
        // The flag of the property `headers` (AMQP 0-9-1, section 4.2.6.1).
        write(2, channel, Bytes().short(60).short(0).longLong(1).short(1 << 13).table(headers))
        write(3, channel, Bytes().octet(UInt8(truncatingIfNeeded: number)))
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
        peer.write(Self.frame(type, channel, payload))
    }

    private static func frame(_ type: UInt8, _ channel: UInt16, _ payload: Bytes) -> [UInt8] {
        let head = Bytes().octet(type).short(channel).long(UInt32(payload.bytes.count))
        return head.bytes + payload.bytes + [0xCE]
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
    func table(_ fields: Bytes) -> Bytes { Bytes(long(UInt32(fields.bytes.count)).bytes + fields.bytes) }
    /// A value in a table, with its type.
    func field(_ text: String) -> Bytes { octet(UInt8(ascii: "S")).longString(text) }
    func field(_ number: Int32) -> Bytes { octet(UInt8(ascii: "I")).long(UInt32(bitPattern: number)) }
}
