import DequeModule

extension Connection {
    /// Sends what can be sent and takes what has come, until there is neither.
    func pump() {
        guard let libpq else { return }
        var hasProgress = true
        while hasProgress {
            guard send(libpq), let isWritten = libpq.flush() else { return lose(libpq) }
            hasUnwritten = !isWritten
            // Reading also while writing: the server may wait for its answers to be read before it reads on.
            let isAlive = libpq.consumeInput() && !libpq.isBad
            hasProgress = exclusive == nil ? receive(libpq) : advanceExclusive(libpq)
            guard phase.isOpen else { return }
            if !isAlive { return lose(libpq) }
        }
        while let (channel, payload) = libpq.nextNotification() {
            handler(.notified(channel: channel, payload: payload))
        }
        cancelCurrent()
    }

    /// Whether the connection can still be used.
    private func send(_ libpq: Libpq) -> Bool {
        while exclusive == nil, cancelling == .none, sent.count < Self.window, let next = outgoing.first {
            switch next {
            case .group(let group):
                outgoing.removeFirst()
                guard send(group, libpq) else { return false }
            case .exclusive(let operation):
                guard sent.isEmpty else { return true }
                outgoing.removeFirst()
                exclusive = ExclusiveProgress(operation)
                guard libpq.exitPipeline(), libpq.sendScript(operation.sql) else { return false }
            default: outgoing.removeFirst()
            }
        }
        return true
    }

    private func send(_ group: StatementGroup, _ libpq: Libpq) -> Bool {
        var steps: [GroupProgress.Step] = []
        var isAlive = true
        if case .whole = group.kind {
            for name in stalePlans {
                isAlive = isAlive && libpq.sendQuery(.deallocate(name))
                steps.append(.deallocate)
            }
            stalePlans = []
        }
        for statement in group.statements {
            isAlive = isAlive && send(statement, libpq, &steps)
        }
        isAlive = isAlive && libpq.sync()
        if group.dropsPlans { prepared.forgetAll() }
        sent.append(Sent(group: group, progress: GroupProgress(steps: steps)))
        return isAlive
    }

    private func send(_ statement: EncodedStatement, _ libpq: Libpq, _ steps: inout [GroupProgress.Step]) -> Bool {
        let text = statement.sql.text
        let use = statement.sql.isPrepared ? prepared.use(text, types: statement.types) : .unprepared
        switch use {
        case .prepared(let name):
            steps.append(.execute(name))
            return libpq.sendPrepared(name, statement)
        case .prepare(let name, let types):
            steps += [.prepare(name), .execute(name)]
            return libpq.sendPrepare(name, text, types: types) && libpq.sendPrepared(name, statement)
        case .unprepared:
            steps.append(.execute(nil))
            return libpq.sendQuery(statement)
        }
    }

    /// Takes the answers that have come. - Returns: whether a group was completed.
    private func receive(_ libpq: Libpq) -> Bool {
        var hasCompleted = false
        var gaps = 0
        // Between the last statement's answer and the sync's there is nothing to take; more than one gap is no answer.
        while !sent.isEmpty, gaps < 2, !libpq.isBusy {
            guard let result = libpq.nextResult() else {
                gaps += 1
                take(.endOfStep)
                continue
            }
            gaps = 0
            switch result {
            case .result(let result): take(.result(result))
            case .error(let error, let isStalePlan):
                // An error without the server's word for it is libpq's own: the connection is broken.
                if error.code == .connectionLost {
                    close(error)
                    return false
                }
                take(.error(error, isStalePlan: isStalePlan))
            case .aborted: take(.aborted)
            case .sync:
                take(.sync)
                complete()
                hasCompleted = true
            case .copyIn, .copyOut:
                close(PostgresError(.invalidStatement, "copy cannot be run as a query"))
                return false
            }
        }
        return hasCompleted
    }

    private func take(_ reply: GroupProgress.Reply) {
        if let name = sent[0].progress.receive(reply, plans: &prepared) { stalePlans.append(name) }
    }

    /// The oldest group has been answered.
    private func complete() {
        var entry = sent.removeFirst()
        switch entry.fate(isCancelling: cancelling != .none) {
        case .succeed(let results): entry.group.continuation?.resume(returning: .success(results))
        case .fail(var error):
            error.leavesTransactionOpen = libpq?.isIdle == false
            entry.group.fail(error)
        case .resend:
            entry.group.isResent = true
            outgoing.prepend(.group(entry.group))
        }
        if sent.isEmpty { cancelling.settle() }
    }

    private func lose(_ libpq: Libpq) {
        if exclusive == nil { _ = receive(libpq) }
        guard phase.isOpen else { return }
        close(.connectionLost(libpq.errorMessage))
    }
}

extension Connection.Phase {
    var isOpen: Bool {
        if case .open = self { true } else { false }
    }
}

extension EncodedStatement {
    /// Drops a prepared statement by its name, which holds nothing that needs quoting.
    static func deallocate(_ name: String) -> EncodedStatement {
        EncodedStatement(plain: SQL(trusted: "deallocate \(name)"))
    }
}
