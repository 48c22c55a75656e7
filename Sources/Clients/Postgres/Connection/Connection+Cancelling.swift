import DequeModule
import Dispatch

extension Connection {
    /// How far the cancelling of what the server works on has come. A request to cancel names the connection and not the
    /// statement, so nothing is sent until it is certain that the request can no longer hit anything.
    enum Cancelling: Equatable {
        case none
        /// A thread is telling the server.
        case sending
        /// The server has been told, and what was under way is waited for; if the request came too early it is repeated.
        case sent(retryAt: ContinuousClock.Instant)

        /// Nothing is under way any more.
        mutating func settle() {
            if case .sent = self { self = .none }
        }
    }

    /// Takes an operation out of the queue before it is sent.
    func cancelUnsent(_ ticket: Ticket) {
        let index = outgoing.firstIndex { operation in
            switch operation {
            case .group(let group): group.ticket === ticket
            case .exclusive(let exclusive): exclusive.ticket === ticket
            default: false
            }
        }
        guard let index else { return }
        switch outgoing.remove(at: index) {
        case .group(let group): group.fail(.cancelled)
        case .exclusive(let exclusive): exclusive.fail(.cancelled)
        default: break
        }
    }

    /// Has the server cancel what it works on, when its caller was cancelled.
    func cancelCurrent() {
        guard let libpq, let session = openSession, isCurrentCancelled, cancelling.isDue else { return }
        guard let request = libpq.cancelHandle() else { return close(.connectionLost("there is no memory to cancel")) }
        cancelling = .sending
        DispatchQueue.global().async { [weak self] in
            request.cancel()
            self?.submit(.cancelSent(session: session))
        }
    }

    /// When to repeat a request to cancel.
    var cancelDeadline: ContinuousClock.Instant? {
        if case .sent(let retryAt) = cancelling, isCurrentCancelled { retryAt } else { nil }
    }

    /// Whether the caller of what the server works on was cancelled. A statement that is not completely written is not
    /// worked on yet.
    private var isCurrentCancelled: Bool {
        let ticket = exclusive?.operation.ticket ?? sent.first?.group.ticket
        return ticket?.isCancelled == true && !hasUnwritten
    }

    func cancelWasSent(_ session: UInt64) {
        guard session == openSession, cancelling == .sending else { return }
        cancelling = sent.isEmpty && exclusive == nil ? .none : .sent(retryAt: .now + .seconds(1))
    }
}

extension Connection.Cancelling {
    fileprivate var isDue: Bool {
        switch self {
        case .none: true
        case .sending: false
        case .sent(let retryAt): retryAt <= .now
        }
    }
}
