import AMQP

/// What a broker in memory holds, and how it changes; without waiting.
struct InMemoryBrokerState: Sendable {
    struct Message: Sendable {
        var publication: Publication
        /// How often it was returned to its queue.
        var returns = 0
        var expiresAt: Duration?
    }

    struct Queue: Sendable {
        var deadLetters: DeadLetterAddress?
        var timeToLive: Duration?
        var deliveryLimit: Int?
        var isFull = false
        var ready: [Message] = []
    }

    struct Consumer: Sendable {
        let queue: String
        let prefetch: Int
        var isWanted = true
        var isFinished = false
        var channel: UInt64 = 1
        var last: UInt64 = 0
        var unsettled: [(number: UInt64, message: Message)] = []
        /// What was delivered and nobody has read.
        var buffer: [Delivery] = []
        var reader: (id: UInt64, continuation: CheckedContinuation<[Delivery]?, Never>)?

        var hasRoom: Bool { isWanted && !isFinished && unsettled.count < prefetch }
    }

    struct Address: Sendable, Hashable {
        var exchange: String
        var routingKey: String
    }

    struct Observer: Sendable {
        var id: UInt64
        var condition: @Sendable (InMemoryBrokerState) -> Bool
        var resume: @Sendable (InMemoryBrokerState) -> Void
    }

    var queues: [String: Queue] = [:]
    var bindings: [Address: [String]] = [:]
    var consumers: [Consumer] = []
    var observers: [Observer] = []
    var confirmed: [Publication] = []
    var tried: [Publication] = []
    var returns: [String: Int] = [:]
    var isConnected = true
    var confirmsToLose = 0
    var confirmsToHold = 0
    /// Those who are told of confirms that are held back.
    private var held: [@Sendable (PublishOutcome) -> Void] = []
    private var now: Duration = .zero
    private var ids: UInt64 = 0
    private var wakeUps: [@Sendable () -> Void] = []

    mutating func nextID() -> UInt64 {
        ids += 1
        return ids
    }

    // MARK: - Publishing

    /// - Parameter late: is told of a confirm that is held back.
    mutating func publish(
        _ publication: Publication, late: @escaping @Sendable (PublishOutcome) -> Void
    ) -> PublishOutcome {
        tried.append(publication)
        guard isConnected else {
            return .unknown(AMQPError(.notReady, operation: "basic.publish", detail: "no connection"))
        }
        let targets = bindings[.init(exchange: publication.exchange, routingKey: publication.routingKey)] ?? []
        if targets.isEmpty, publication.isMandatory { return .returned(code: 312, text: "NO_ROUTE") }
        let refusing = targets.filter { queues[$0]?.isFull == true }
        for target in targets where !refusing.contains(target) { put(publication, into: target) }
        guard refusing.isEmpty else { return .nacked }
        confirmed.append(publication)
        if confirmsToHold > 0 {
            confirmsToHold -= 1
            held.append(late)
            return .unknown(AMQPError(.timeout, operation: "basic.publish", detail: "no confirm in time"))
        }
        guard confirmsToLose > 0 else { return .confirmed }
        confirmsToLose -= 1
        return .unknown(AMQPError(.channelClosed, operation: "basic.publish", detail: "the channel is gone"))
    }

    mutating func endHeld(_ outcome: PublishOutcome) {
        for late in held { wakeUps.append { late(outcome) } }
        held = []
    }

    private mutating func put(_ publication: Publication, into queue: String) {
        let expiresAt = queues[queue]?.timeToLive.map { now + $0 }
        queues[queue]?.ready.append(Message(publication: publication, expiresAt: expiresAt))
    }

    // MARK: - Delivering

    /// Gives consumers what they have room for, and readers what was delivered.
    mutating func deliver() {
        guard isConnected else { return }
        for index in consumers.indices {
            let name = consumers[index].queue
            while consumers[index].hasRoom, let message = queues[name]?.ready.first {
                queues[name]?.ready.removeFirst()
                consumers[index].last += 1
                let number = consumers[index].last
                consumers[index].unsettled.append((number, message))
                consumers[index].buffer.append(Self.delivery(of: message, channel: consumers[index].channel, number))
            }
            let batch = consumers[index].buffer
            guard !batch.isEmpty, let reader = consumers[index].reader else { continue }
            consumers[index].buffer = []
            consumers[index].reader = nil
            wakeUps.append { reader.continuation.resume(returning: batch) }
        }
    }

    private static func delivery(of message: Message, channel: UInt64, _ number: UInt64) -> Delivery {
        var properties = message.publication.properties
        if message.returns > 0 { properties.headers["x-delivery-count"] = .int(Int64(message.returns)) }
        return Delivery(
            tag: DeliveryTag(channel: channel, number: number), isRedelivered: message.returns > 0,
            exchange: message.publication.exchange, routingKey: message.publication.routingKey, properties: properties,
            body: message.publication.body)
    }

    /// Leaves a reader waiting, unless it is too late for that.
    mutating func read(_ index: Int, _ id: UInt64, _ continuation: CheckedContinuation<[Delivery]?, Never>) {
        if consumers[index].isFinished {
            wakeUps.append { continuation.resume(returning: nil) }
        } else {
            consumers[index].reader = (id, continuation)
        }
    }

    mutating func stopReading(_ index: Int, _ id: UInt64) {
        guard let reader = consumers[index].reader, reader.id == id else { return }
        consumers[index].reader = nil
        wakeUps.append { reader.continuation.resume(returning: nil) }
    }

    mutating func finish(_ index: Int) {
        giveBack(index)
        consumers[index].isFinished = true
        if let reader = consumers[index].reader { stopReading(index, reader.id) }
    }

    // MARK: - Settling

    mutating func settle(_ index: Int, _ tags: [DeliveryTag], _ settle: (inout Self, Message) -> Void) {
        for tag in tags where tag.channel == consumers[index].channel {
            guard let place = consumers[index].unsettled.firstIndex(where: { $0.number == tag.number }) else {
                continue
            }
            settle(&self, consumers[index].unsettled.remove(at: place).message)
        }
    }

    /// Puts a message back to the head of its queue, or to the dead letters when it came back too often.
    mutating func requeue(_ message: Message, to queue: String) {
        var message = message
        message.returns += 1
        if let id = message.publication.properties.messageID { returns[id, default: 0] += 1 }
        if let limit = queues[queue]?.deliveryLimit, message.returns > limit {
            deadLetter(message, of: queue)
        } else {
            queues[queue]?.ready.insert(message, at: 0)
        }
    }

    mutating func deadLetter(_ message: Message, of queue: String) {
        guard let target = queues[queue]?.deadLetters else { return }
        var publication = message.publication
        publication.exchange = target.exchange
        publication.routingKey = target.routingKey
        for name in bindings[.init(exchange: target.exchange, routingKey: target.routingKey)] ?? [] {
            put(publication, into: name)
        }
    }

    /// Everything unsettled goes back, in its order, but what came back that often; the channel is a new one when nothing
    /// stays.
    mutating func giveBack(_ index: Int, sparing limit: Int) -> [Delivery] {
        let spared = consumers[index].unsettled.filter { $0.message.returns >= limit }
        guard !spared.isEmpty else {
            giveBack(index)
            return []
        }
        for (_, message) in consumers[index].unsettled.reversed() where message.returns < limit {
            requeue(message, to: consumers[index].queue)
        }
        consumers[index].unsettled = spared
        consumers[index].buffer = []
        let channel = consumers[index].channel
        return spared.map { Self.delivery(of: $0.message, channel: channel, $0.number) }
    }

    /// Everything unsettled goes back, in its order, and the channel is a new one.
    mutating func giveBack(_ index: Int) {
        for (_, message) in consumers[index].unsettled.reversed() { requeue(message, to: consumers[index].queue) }
        consumers[index].unsettled = []
        consumers[index].buffer = []
        consumers[index].channel += 1
        consumers[index].last = 0
    }

    mutating func disconnect() {
        isConnected = false
        endHeld(.unknown(AMQPError(.connectionClosed, operation: "basic.publish", detail: "disconnected")))
        for index in consumers.indices { giveBack(index) }
    }

    // MARK: - Time

    mutating func advance(by time: Duration) {
        now += time
        for name in queues.keys.sorted() {
            while let message = queues[name]?.ready.first, let expiry = message.expiresAt, expiry <= now {
                queues[name]?.ready.removeFirst()
                deadLetter(message, of: name)
            }
        }
    }

    // MARK: - Observers

    mutating func release(_ id: UInt64) {
        guard let index = observers.firstIndex(where: { $0.id == id }) else { return }
        let observer = observers.remove(at: index)
        let now = withoutObservers
        wakeUps.append { observer.resume(now) }
    }

    /// Everybody who waits for what holds now, and everybody who gets something.
    mutating func takeWakeUps() -> [@Sendable () -> Void] {
        if !observers.isEmpty {
            let now = withoutObservers
            for observer in observers where observer.condition(now) { release(observer.id) }
        }
        defer { wakeUps = [] }
        return wakeUps
    }

    private var withoutObservers: InMemoryBrokerState {
        var copy = self
        copy.observers = []
        copy.wakeUps = []
        return copy
    }
}
