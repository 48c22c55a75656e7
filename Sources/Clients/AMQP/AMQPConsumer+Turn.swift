internal import IOThread
internal import Logging
internal import Pacing
internal import Synchronization

extension AMQPConsumer {
    /// How many finished deliveries are acknowledged together while more keep coming.
    private var acknowledgeAt: Int { slowStart.isSlow ? 1 : max(1, min(64, Int(prefetch) / 4)) }

    /// One turn of the thread.
    func turn() -> IOThread.Turn {
        if phase == .running {
            if link.connection == nil { forgetSettlements() }
            perform { connection throws(AMQPError) in try settle(connection) }
            if inbox.withLock({ $0.mustEnd }) { finish() }
        }
        guard phase == .running else { return IOThread.Turn([]) }
        var turn: IOThread.Turn?
        connectIfDue()
        perform { connection throws(AMQPError) in turn = try work(connection) }
        let isConsuming = link.connection != nil && (consumerTag != nil || !isWanted)
        if ready.exchange(isConsuming, ordering: .relaxed) != isConsuming, isConsuming { observer.connected() }
        return turn ?? IOThread.Turn([], deadline: link.connection == nil ? link.retryAt : .now)
    }

    /// Runs something that needs the connection, if there is one, and draws the consequences of an error.
    func perform(_ body: (Connection) throws(AMQPError) -> Void) {
        guard let connection = link.connection else { return }
        do throws(AMQPError) {
            try body(connection)
        } catch  where error.code == .channelClosed {
            loseConsumer(error)
            forgetChannel()
        } catch {
            forgetChannel()
            link.lose(error)
        }
    }

    private func connectIfDue() {
        do throws(AMQPError) {
            guard try link.connectIfDue(.now) != nil else { return }
            slowStart.connect()
            consumeAt = .now
        } catch {
            link.lose(error)
        }
    }

    private func work(_ connection: Connection) throws(AMQPError) -> IOThread.Turn {
        let hadSettled = didSettle
        didSettle = false
        let received = try receive(connection)
        if ledger.waiting >= acknowledgeAt || (received == 0 && !hadSettled) {
            let mayWait = slowStart.isSlow ? 0 : Int(prefetch) / 2
            for acknowledgement in ledger.acknowledgements(at: .now, limit: mayWait) {
                try connection.ack(acknowledgement)
            }
        }
        if isWanted, consumerTag == nil, ContinuousClock.now >= consumeAt { try consume(connection) }
        if !slowStart.isSlow, currentPrefetch < prefetch, let tag = consumerTag { try widen(connection, tag) }
        if received > 0 || ledger.outstanding > 0 || ledger.waiting > 0 { silentSince = .now }
        if let tag = consumerTag, ContinuousClock.now >= silentSince + silence { try renew(connection, tag) }
        let deadline = try connection.keepAlive(.now)
        // An acknowledgement waits for one look whether there is more to acknowledge, not for any time.
        let mustLookAgain = connection.hasBufferedFrames || ledger.waiting > 0
        var turn = IOThread.Turn(
            [IOThread.Interest(descriptor: connection.descriptor)], deadline: mustLookAgain ? .now : deadline)
        turn.limit(ledger.deadline)
        if isWanted, consumerTag == nil { turn.limit(consumeAt) }
        if consumerTag != nil, ledger.outstanding == 0 { turn.limit(silentSince + silence) }
        return turn
    }

    /// Takes what the broker has sent; returns how much it was.
    private func receive(_ connection: Connection) throws(AMQPError) -> Int {
        var batch: [Delivery] = []
        var count = 0
        defer { batches.mailbox.push(batch) }
        while let event = try connection.next() {
            count += 1
            switch event {
            case .delivered(let number, let isRedelivered, let message):
                batch.append(note(number, isRedelivered, message))
            case .channelClosed(let error):
                batch.removeAll()
                throw error
            case .cancelled(let tag) where tag == consumerTag:
                batch.removeAll()
                try leaveChannel(connection, tag)
                return count
            case .cancelled, .confirmed, .nacked, .returned, .blocked, .unblocked: break
            }
        }
        return count
    }

    /// Notes what the broker had sent before it ended the consumer, and that nobody is to read.
    func noteDeliveries(_ connection: Connection) throws(AMQPError) {
        while let event = try connection.next() {
            if case .delivered(let number, let isRedelivered, let message) = event {
                _ = note(number, isRedelivered, message)
            }
            if case .channelClosed(let error) = event { throw error }
        }
    }

    /// Notes a delivery as being in hand.
    private func note(_ number: UInt64, _ isRedelivered: Bool, _ message: ReceivedMessage) -> Delivery {
        let delivery = Delivery(
            message, tag: DeliveryTag(channel: channel, number: number), isRedelivered: isRedelivered)
        ledger.deliver(number)
        slowStart.deliver(number, isRedelivered: isRedelivered)
        if isRedelivered { redelivered[number] = delivery }
        return delivery
    }

    /// Notes what callers have settled; rejections are sent at once.
    func settle(_ connection: Connection) throws(AMQPError) {
        let (acks, rejects) = inbox.withLock { inbox in
            defer {
                inbox.acks.removeAll(keepingCapacity: true)
                inbox.rejects.removeAll()
            }
            return (inbox.acks, inbox.rejects)
        }
        for tag in acks where tag.channel == channel && ledger.finish(tag.number) { noteSettlement(tag.number) }
        for (tag, requeue) in rejects where tag.channel == channel && ledger.reject(tag.number) {
            noteSettlement(tag.number)
            if requeue { try connection.giveBack(tag.number) } else { try connection.reject(tag.number) }
        }
    }

    private func noteSettlement(_ number: UInt64) {
        slowStart.settle(number)
        if !redelivered.isEmpty { redelivered[number] = nil }
        didSettle = true
    }

    /// Without a connection there is nothing to settle.
    private func forgetSettlements() {
        inbox.withLock { inbox in
            inbox.acks.removeAll()
            inbox.rejects.removeAll()
        }
    }

    /// Acknowledges everything that is finished.
    func acknowledge(_ connection: Connection) throws(AMQPError) {
        for acknowledgement in ledger.acknowledgements() { try connection.ack(acknowledgement) }
    }

    private func consume(_ connection: Connection) throws(AMQPError) {
        if connection.channel == 0 {
            try connection.openChannel()
            channel += 1
            slowStart.openChannel()
        }
        currentPrefetch = slowStart.isSlow ? 1 : prefetch
        try connection.setPrefetch(currentPrefetch)
        consumerTag = try connection.consume(queue)
        consumingSince = .now
        silentSince = .now
        link.logger.debug("consuming", metadata: [LogKey.prefetch: "\(currentPrefetch)"])
    }

    /// Consumes with the full prefetch, which the broker applies to new consumers only.
    private func widen(_ connection: Connection, _ tag: String) throws(AMQPError) {
        try acknowledge(connection)
        consumerTag = nil
        try connection.cancel(tag)
        try consume(connection)
    }

    /// Consumes anew on another channel. What arrives before the broker has ended the consumer shows that it is alive: then the
    /// channel stays, and with it what came.
    private func renew(_ connection: Connection, _ tag: String) throws(AMQPError) {
        consumerTag = nil
        try connection.cancel(tag)
        if try receive(connection) == 0 {
            forgetChannel()
            try connection.closeChannel()
        }
        try consume(connection)
    }

    /// The broker has ended the consumer: its queue is gone, or (RabbitMQ 4.3) it held a delivery for too long. What it was
    /// given is back in the queue, so that nothing of it may be settled any more. The cancellation is answered with one, and
    /// the next consumer gets a new channel: no second one may live on this one.
    private func leaveChannel(_ connection: Connection, _ tag: String) throws(AMQPError) {
        loseConsumer(
            AMQPError(
                .consumerCancelled, operation: "basic.consume",
                detail: "the broker ended the consumer: the queue is gone, or a delivery was held for too long"))
        forgetChannel()
        try connection.cancel(tag)
        try connection.closeChannel()
    }

    /// The consumer is gone and will be tried again in a while.
    private func loseConsumer(_ error: AMQPError) {
        let now = ContinuousClock.now
        let delay = pace.delay(after: consumingSince.map { now - $0 })
        consumerTag = nil
        consumingSince = nil
        consumeAt = now + delay
        link.logger.info(
            "no longer consuming", metadata: [LogKey.error: "\(error)", LogKey.delay: "\(delay)"])
        observer.disconnected(error)
    }

    /// The channel is gone, and everything unsettled is back in the queue.
    func forgetChannel() {
        consumerTag = nil
        ledger.endChannel()
        redelivered.removeAll()
        batches.mailbox.discard()
    }

    private func finish() {
        perform { connection throws(AMQPError) in try acknowledge(connection) }
        phase = .finished
        ready.store(false, ordering: .relaxed)
        link.close()
        batches.mailbox.finish()
        runner?.resume()
        runner = nil
    }
}
