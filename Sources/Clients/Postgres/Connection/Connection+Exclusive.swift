extension Connection {
    /// Sends data and takes answers for the exclusive operation. - Returns: whether it is completed.
    func advanceExclusive(_ libpq: Libpq) -> Bool {
        guard feedCopy(libpq) else {
            close(.connectionLost(libpq.errorMessage))
            return false
        }
        while exclusive?.copying.isSending == false, !libpq.isBusy {
            guard let result = libpq.nextResult() else { return completeExclusive(libpq) }
            switch result {
            case .result(let result): exclusive?.affectedRows += result.affectedRows
            case .error(let error, _):
                if error.code == .connectionLost {
                    close(error)
                    return false
                }
                if exclusive?.error == nil { exclusive?.error = error }
            case .copyIn:
                beginCopy()
                guard feedCopy(libpq) else {
                    close(.connectionLost(libpq.errorMessage))
                    return false
                }
            case .aborted, .sync: break
            case .copyOut:
                close(PostgresError(.invalidStatement, "a script cannot copy to the client"))
                return false
            }
        }
        return false
    }

    private func beginCopy() {
        guard let operation = exclusive?.operation else { return }
        switch operation.kind {
        case .copy(let request): exclusive?.copying = .sending(request.makeChunks(), pending: nil)
        case .script: exclusive?.copying = .ending(failure: "a script has no data to copy")
        }
    }

    /// Hands out data as long as the socket takes it. - Returns: whether the connection can still be used.
    private func feedCopy(_ libpq: Libpq) -> Bool {
        while let progress = exclusive {
            switch progress.copying {
            case .none, .done: return true
            case .sending(var chunks, let pending):
                if progress.operation.ticket.isCancelled {
                    exclusive?.copying = .ending(failure: "cancelled")
                    continue
                }
                do throws(PostgresError) {
                    let next = if let pending { pending } else { try chunks.next() }
                    guard let chunk = next else {
                        exclusive?.copying = .ending(failure: nil)
                        continue
                    }
                    guard let isTaken = libpq.putCopyData(chunk) else { return false }
                    exclusive?.copying = .sending(chunks, pending: isTaken ? nil : chunk)
                } catch {
                    exclusive?.error = error
                    exclusive?.copying = .ending(failure: "the rows cannot be sent")
                    continue
                }
            case .ending(let failure):
                guard let isTaken = libpq.putCopyEnd(failure: failure) else { return false }
                if isTaken { exclusive?.copying = .done }
            }
            // libpq would take everything into its memory, so the socket decides.
            guard let isWritten = libpq.flush() else { return false }
            hasUnwritten = !isWritten
            if hasUnwritten { return true }
        }
        return true
    }

    private func completeExclusive(_ libpq: Libpq) -> Bool {
        guard let progress = exclusive else { return false }
        let isIdle = libpq.isIdle
        exclusive = nil
        cancelling.settle()
        let operation = progress.operation
        // `deallocate` and `discard` are statements like others.
        if case .script = operation.kind { prepared.forgetAll() }
        if var error = progress.error {
            if error.sqlState == .queryCancelled, operation.ticket.isCancelled { error = .cancelled }
            error.leavesTransactionOpen = !isIdle
            operation.fail(error)
        } else {
            let success = ExclusiveSuccess(affectedRows: progress.affectedRows, isIdle: isIdle)
            operation.continuation.resume(returning: .success(success))
        }
        if libpq.enterPipeline() { return true }
        close(.connectionLost(libpq.errorMessage))
        return false
    }
}

extension ExclusiveProgress.Copying {
    /// Whether libpq must not be asked for results yet.
    fileprivate var isSending: Bool {
        switch self {
        case .none, .done: false
        case .sending, .ending: true
        }
    }
}
