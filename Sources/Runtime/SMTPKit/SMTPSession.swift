/// One connection of a client, decided without input or output: bytes go in, actions come out, one at a time.
struct SMTPSession: Sendable {
    /// What is to be done next.
    enum Action: Sendable, Hashable {
        case reply(SMTPReply)
        /// Whether mail of the sender is taken for this address; ``SMTPSession/answered(_:)`` says it.
        case admit(recipient: String, sender: String)
        /// The mail is to be stored; ``SMTPSession/stored(_:)`` says what became of it.
        case store(SMTPEnvelope, [UInt8])
        /// The last thing to be said.
        case close(SMTPReply)
    }

    private enum State {
        /// Before EHLO or HELO.
        case new
        case ready
        case envelope(SMTPEnvelope)
        case data(SMTPEnvelope, MailData)
        /// Somebody else decides.
        case waiting(SMTPEnvelope, recipient: String?)
        case closed
    }

    /// Bytes of a command at most: more than the 512 of section 4.5.3.1.4, for addresses and parameters at their longest.
    static let lineLimit = 2048
    /// Commands that make no sense at most.
    static let faultLimit = 10

    let name: String
    let limits: SMTPLimits
    private var state = State.new
    private var buffer: [UInt8] = []
    /// How many bytes of the buffer are used.
    private var used = 0
    private var faults = 0
    private var isOverfull = false

    /// - Parameter name: how the server calls itself.
    init(name: String, limits: SMTPLimits) {
        self.name = name
        self.limits = limits
    }

    var greeting: SMTPReply { SMTPReply(220, "", "\(name) ESMTP Muster") }

    /// Bytes in memory.
    var size: Int {
        guard case .data(_, let data) = state else { return buffer.count - used }
        return buffer.count - used + data.bytes.count
    }

    mutating func append(_ bytes: some Sequence<UInt8>) {
        if used > 0 {
            buffer.removeFirst(used)
            used = 0
        }
        buffer += bytes
    }

    /// Keeps nothing of the mail that is coming: there is no room for it.
    mutating func refuse() {
        guard case .data(let envelope, var data) = state else { return }
        data.drop()
        isOverfull = true
        state = .data(envelope, data)
    }

    /// What is to be done; `nil` when more has to come first, or an answer.
    mutating func next() -> Action? {
        switch state {
        case .waiting, .closed: return nil
        case .data(let envelope, var data):
            // Taken out of the state while it grows, so that it is not copied.
            state = .closed
            let (taken, isEnd) = data.take(buffer[used...])
            used += taken
            if used == buffer.count {
                buffer.removeAll(keepingCapacity: true)
                used = 0
            }
            guard isEnd else {
                state = .data(envelope, data)
                guard data.count > 4 * limits.message else { return nil }
                return close(.tooLarge(limits.message))
            }
            return end(data, of: envelope)
        case .new, .ready, .envelope:
            guard let line = line() else {
                return buffer.count - used > Self.lineLimit ? close(.lineTooLong) : nil
            }
            return take(SMTPCommand(line))
        }
    }

    /// The answer to ``Action/admit(recipient:sender:)``; `nil` when mail is taken.
    mutating func answered(_ refusal: SMTPReply?) -> Action {
        guard case .waiting(var envelope, let recipient?) = state else { return close(.badSequence) }
        if refusal == nil, !envelope.recipients.contains(recipient) { envelope.recipients.append(recipient) }
        state = .envelope(envelope)
        guard let refusal else { return .reply(.recipient) }
        return refusal.code == 421 ? close(refusal) : .reply(refusal)
    }

    /// The answer to ``Action/store(_:_:)``.
    mutating func stored(_ reply: SMTPReply) -> Action {
        guard case .waiting = state else { return close(.badSequence) }
        state = .ready
        return .reply(reply)
    }

    // MARK: Commands

    private mutating func line() -> String? {
        guard let end = buffer[used...].firstIndex(of: 10), end - used <= Self.lineLimit else { return nil }
        var line = buffer[used..<end]
        used = end + 1
        if line.last == 13 { line.removeLast() }
        return String(decoding: line, as: UTF8.self)
    }

    private mutating func take(_ command: SMTPCommand) -> Action {
        switch command {
        case .hello(let isExtended):
            state = .ready
            return .reply(hello(isExtended))
        case .mail(let sender, let size):
            guard case .ready = state else { return fault(.badSequence) }
            if let size, size > limits.message { return .reply(.tooLarge(limits.message)) }
            state = .envelope(SMTPEnvelope(sender: sender))
            return .reply(.sender)
        case .recipient(let address):
            guard case .envelope(let envelope) = state else { return fault(.badSequence) }
            guard envelope.recipients.count < limits.recipients else {
                return .reply(
                    SMTPReply(452, "4.5.3", "at most \(limits.recipients) recipients; send another mail for the others")
                )
            }
            state = .waiting(envelope, recipient: address)
            return .admit(recipient: address, sender: envelope.sender)
        case .data:
            guard case .envelope(let envelope) = state else { return fault(.badSequence) }
            guard !envelope.recipients.isEmpty else {
                return .reply(SMTPReply(554, "5.5.1", "no recipient was accepted"))
            }
            state = .data(envelope, MailData(limit: limits.message))
            return .reply(.goAhead)
        case .reset:
            if case .envelope = state { state = .ready }
            return .reply(.ok)
        case .noop: return .reply(.ok)
        case .verify: return .reply(.noGuess)
        case .quit: return close(.bye)
        case .wrong(let reply): return fault(reply)
        case .unknown: return fault(.unknown)
        }
    }

    private func hello(_ isExtended: Bool) -> SMTPReply {
        guard isExtended else { return SMTPReply(250, "", name) }
        return SMTPReply(
            250, lines: [name, "PIPELINING", "SIZE \(limits.message)", "8BITMIME", "ENHANCEDSTATUSCODES"])
    }

    private mutating func end(_ data: MailData, of envelope: SMTPEnvelope) -> Action {
        state = .ready
        if data.isTooLarge { return .reply(.tooLarge(limits.message)) }
        if isOverfull {
            isOverfull = false
            return .reply(.full)
        }
        state = .waiting(envelope, recipient: nil)
        return .store(envelope, data.bytes)
    }

    private mutating func fault(_ reply: SMTPReply) -> Action {
        faults += 1
        return faults > Self.faultLimit ? close(.tooManyFaults) : .reply(reply)
    }

    private mutating func close(_ reply: SMTPReply) -> Action {
        state = .closed
        return .close(reply)
    }
}
