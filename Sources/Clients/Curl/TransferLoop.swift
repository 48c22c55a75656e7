import CCurl
import CLinux
import Glibc
import Synchronization

/// One thread that runs all transfers of a client over one pool of connections. It sleeps in `curl_multi_poll` until a
/// socket, a timer of libcurl or a command wakes it; without transfers it never wakes up.
final class TransferLoop: Sendable {
    private enum Command: Sendable {
        case start(TransferPlan, id: UInt64, CheckedContinuation<Transfer.Outcome, Never>)
        case cancel(id: UInt64)
    }

    private struct Inbox {
        var commands: [Command] = []
        var isStopping = false
        /// The multi handle is gone, or about to be.
        var isFinished = false
    }

    private let name: String
    private let multi: MultiHandle
    private let inbox = Mutex(Inbox())
    private let lastID = Atomic<UInt64>(0)

    /// Starts the thread.
    init(name: String, maximumConnectionsPerHost: Int) {
        self.name = name
        multi = MultiHandle(maximumConnectionsPerHost: maximumConnectionsPerHost)
        var thread = pthread_t()
        let context = unsafe Unmanaged.passRetained(self).toOpaque()
        let status = unsafe pthread_create(&thread, nil, runLoop, context)
        precondition(status == 0, "pthread_create failed: \(status)")
        pthread_detach(thread)
    }

    /// Runs one transfer; cancelling the task ends it.
    func run(_ plan: TransferPlan) async -> Transfer.Outcome {
        if Task.isCancelled {
            return .failure(CurlError(.cancelled, wasSent: false, detail: "the task was cancelled before the start"))
        }
        let id = lastID.add(1, ordering: .relaxed).newValue
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                command(.start(plan, id: id, continuation))
                // A cancellation before this point found nothing to cancel.
                if Task.isCancelled { command(.cancel(id: id)) }
            }
        } onCancel: {
            command(.cancel(id: id))
        }
    }

    /// Ends the thread. What still runs fails.
    func stop() {
        inbox.withLock { inbox in
            inbox.isStopping = true
            if !inbox.isFinished { multi.wakeUp() }
        }
    }

    private func command(_ command: Command) {
        let isTooLate = inbox.withLock { inbox in
            if inbox.isFinished { return true }
            inbox.commands.append(command)
            multi.wakeUp()
            return false
        }
        if isTooLate, case .start(_, _, let continuation) = command {
            continuation.resume(returning: .failure(Self.gone))
        }
    }

    private static let gone = CurlError(.cancelled, wasSent: false, detail: "the client has ended")

    fileprivate func runUntilStopped() {
        unsafe name.withCString { _ = unsafe linux_set_thread_name($0) }
        var transfers: [UInt64: Transfer] = [:]
        while !obey(&transfers) {
            if !multi.perform() { failAll(&transfers, .connectionLost, "libcurl cannot go on") }
            while let (transfer, result) = multi.nextFinished() {
                multi.remove(transfer)
                transfers[transfer.id] = nil
                transfer.finish(result)
            }
            multi.wait()
        }
        let late = inbox.withLock { inbox in
            inbox.isFinished = true
            defer { inbox.commands = [] }
            return inbox.commands
        }
        for case .start(_, _, let continuation) in late { continuation.resume(returning: .failure(Self.gone)) }
        failAll(&transfers, .cancelled, "the client has ended")
        multi.destroy()
    }

    /// - Returns: whether to stop.
    private func obey(_ transfers: inout [UInt64: Transfer]) -> Bool {
        let (commands, isStopping) = inbox.withLock { inbox in
            defer { inbox.commands.removeAll(keepingCapacity: true) }
            return (inbox.commands, inbox.isStopping)
        }
        for command in commands {
            switch command {
            case .start(let plan, let id, let continuation):
                transfers[id] = start(plan, id: id, continuation)
            case .cancel(let id):
                guard let transfer = transfers.removeValue(forKey: id) else { continue }
                multi.remove(transfer)
                transfer.fail(.cancelled, "the task was cancelled")
            }
        }
        return isStopping
    }

    private func start(
        _ plan: TransferPlan, id: UInt64, _ continuation: CheckedContinuation<Transfer.Outcome, Never>
    ) -> Transfer? {
        guard ContinuousClock.now < plan.deadline else {
            let error = CurlError(.timeout, wasSent: false, detail: "the deadline had passed before the start")
            continuation.resume(returning: .failure(error))
            return nil
        }
        guard let transfer = Transfer(id: id, plan: plan, continuation: continuation) else {
            let error = CurlError(.invalidRequest, wasSent: false, detail: "out of memory")
            continuation.resume(returning: .failure(error))
            return nil
        }
        do {
            try transfer.configure()
        } catch {
            transfer.fail(error.code, error.detail)
            return nil
        }
        guard multi.add(transfer) else {
            transfer.fail(.invalidRequest, "libcurl cannot start the transfer")
            return nil
        }
        return transfer
    }

    private func failAll(_ transfers: inout [UInt64: Transfer], _ code: CurlError.Code, _ detail: String) {
        for transfer in transfers.values {
            multi.remove(transfer)
            transfer.fail(code, detail)
        }
        transfers = [:]
    }
}

/// The thread's start routine: a plain function, since a closure would inherit the isolation it is written in.
private func runLoop(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let context = unsafe context else { return nil }
    unsafe Unmanaged<TransferLoop>.fromOpaque(context).takeRetainedValue().runUntilStopped()
    return nil
}
