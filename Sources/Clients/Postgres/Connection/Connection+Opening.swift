import DequeModule
import Glibc

extension Connection {
    func connect(_ session: UInt64) {
        guard let libpq = Libpq(configuration.parameters) else {
            return close(PostgresError(.connectionRefused, "there is no memory for a connection"), session: session)
        }
        self.libpq = libpq
        if libpq.isBad { return close(.connecting(libpq.errorMessage), session: session) }
        // libpq asks to begin as if it had last wanted to write.
        phase = .connecting(session: session, until: .now + configuration.connectTimeout, step: .writable)
    }

    func continueConnecting(_ session: UInt64, until: ContinuousClock.Instant, step: Libpq.ConnectStep) {
        guard let libpq else { return }
        if until <= .now {
            return close(PostgresError(.connectTimeout, "the server did not answer in time"), session: session)
        }
        // libpq takes a call as the news that the socket is ready, and turns come for other reasons too.
        guard Self.isReady(libpq.socket, for: step) else { return }
        switch libpq.connectStep() {
        case .done: opened(session, libpq)
        case .failed: close(.connecting(libpq.errorMessage), session: session)
        case let step: phase = .connecting(session: session, until: until, step: step)
        }
    }

    private func opened(_ session: UInt64, _ libpq: Libpq) {
        guard libpq.setNonblocking(), libpq.enterPipeline() else {
            return close(.connecting(libpq.errorMessage), session: session)
        }
        phase = .open(session: session)
        handler(.opened(session: session))
    }

    private static func isReady(_ descriptor: Int32, for step: Libpq.ConnectStep) -> Bool {
        var wanted = pollfd(fd: descriptor, events: Int16(step == .readable ? POLLIN : POLLOUT), revents: 0)
        return unsafe poll(&wanted, 1, 0) > 0
    }

    /// Closes the connection, if there is one, and fails whatever was asked of it.
    func close(_ error: PostgresError, session: UInt64? = nil) {
        let session = session ?? openSession
        phase = .closed
        libpq = nil
        let operations = outgoing
        let groups = sent
        let exclusive = exclusive
        forgetSession()
        for entry in groups { entry.failLost(error) }
        exclusive?.failLost(error)
        for operation in operations {
            if case .group(let group) = operation { group.fail(.lostBeforeSending) }
            if case .exclusive(let exclusive) = operation { exclusive.fail(.lostBeforeSending) }
        }
        if let session { handler(.closed(session: session, error)) }
    }

    private func forgetSession() {
        outgoing.removeAll()
        sent.removeAll()
        exclusive = nil
        prepared = PreparedStatements()
        stalePlans = []
        cancelling = .none
        hasUnwritten = false
    }
}
