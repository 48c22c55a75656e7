import AMQP
import Contracts
import FoundationEssentials
import Logging
import Pacing
import Postgres
import WorkStore

/// Runs handlers with effects: under a lease, with a last transaction that marks the message as done.
struct EffectRunner: Sendable {
    private let database: PostgresClient
    private let committer: Committer
    private let settlement: Settlement
    private let circuits: CircuitBreakers
    private let watchdog: Watchdog
    private let leases: MessageLeases
    private let journals: EffectGroups
    private let endings: Endings
    private let logger: Logger

    /// - Parameter leaseDuration: how long a lease lasts when nobody renews it; it is renewed three times as often.
    init(
        database: PostgresClient, committer: Committer, settlement: Settlement, circuits: CircuitBreakers,
        watchdog: Watchdog, leaseDuration: Duration = MessageLease.duration, logger: Logger
    ) {
        self.database = database
        self.committer = committer
        self.settlement = settlement
        self.circuits = circuits
        self.watchdog = watchdog
        leases = MessageLeases(database: database, duration: leaseDuration)
        journals = EffectGroups(database: database)
        endings = Endings(committer: committer)
        self.logger = logger
    }

    /// - Returns: whether the database answered.
    func run(_ message: Incoming, _ handler: WorkerHandler) async -> Bool {
        guard case .effects(let functions) = handler.kind else { return true }
        do {
            switch try await leases.claim(message.id) {
            case .done:
                settlement.duplicate([message])
            case .leased:
                let failure = Failure(.retryAfter(.seconds(1)), code: "leased", detail: "another instance has it")
                await settlement.postpone(message, because: failure)
            case .granted(let token):
                try await own(message, token, leases.lease(on: message.id), functions, handler)
            }
            return true
        } catch let error as PostgresError where error.isOutage {
            // What has come back too often stays in hand: the outage puts it off.
            if message.delivery.deliveryCount < Holds.worn { settlement.giveBack([message]) }
            return false
        } catch {
            let failure = Failure(error, place: handler.name)
            await settlement.settle(message, as: settlement.fate(of: message, because: failure), because: failure)
            return true
        }
    }

    private func own(
        _ message: Incoming, _ token: Int, _ lease: MessageLease, _ functions: WorkerHandler.EffectFunctions,
        _ handler: WorkerHandler
    ) async throws {
        let effects = Effects(
            database: database, messageID: message.id, token: token, circuits: circuits,
            attempt: message.headers.attempt, groups: journals, logger: logger)
        do {
            let completion = try await renewing(lease, token) {
                try await watchdog.limit(handler.name, to: handler.timeLimit) {
                    try await functions.handle(message, effects)
                }
            }
            try await endings.end(message, token: token, effects: effects, completion)
            settlement.done([message])
        } catch is LeaseLost {
            await leave(message, handler.name)
        } catch let error as PostgresError where error.isOutage {
            throw error
        } catch {
            do {
                try await failed(message, Failure(error, place: handler.name), token, lease, functions)
            } catch is LeaseLost {
                await leave(message, handler.name)
            }
        }
    }

    /// Leaves a message to its new owner. It comes again after a while, and is settled when the other one has done it. Nothing is
    /// taken for done here: a crash of the database may have undone the lease, and then nobody else has it.
    private func leave(_ message: Incoming, _ name: String) async {
        let failure = Failure(
            .retryAfter(.seconds(1)), code: "lease-lost", detail: "another instance has taken the message over",
            place: name)
        await settlement.postpone(message, because: failure)
    }

    /// Keeps the lease while the handler works, and cancels the handler when it is lost.
    private func renewing(
        _ lease: MessageLease, _ token: Int, _ work: @escaping @Sendable () async throws -> Completion
    ) async throws -> Completion {
        try await withThrowingTaskGroup(of: Completion?.self) { group in
            group.addTask { try await work() }
            group.addTask {
                while true {
                    try await Task.sleep(for: leases.duration / 3)
                    guard try await lease.renew(token: token) else { throw LeaseLost() }
                }
            }
            defer { group.cancelAll() }
            guard let completion = try await group.next() ?? nil else { throw LeaseLost() }
            return completion
        }
    }

    private func failed(
        _ message: Incoming, _ failure: Failure, _ token: Int, _ lease: MessageLease,
        _ functions: WorkerHandler.EffectFunctions
    ) async throws {
        let fate = settlement.fate(of: message, because: failure)
        // Giving up and putting off are fenced as doing is: who has lost the lease writes nothing. The lease ends with it, and
        // leaves a message that can be tried again or replayed.
        try await committer.commit { work in
            guard try await !work.query(lease.releasing(token: token)).isEmpty else { throw LeaseLost() }
            switch fate {
            case .retry(let delay, _):
                let time = Date(timeIntervalSinceNow: delay.duration.seconds)
                try await functions.putOff(message, time, failure, work)
            case .deadLetter: try await functions.gaveUp(message, failure, work)
            }
        }
        await settlement.settle(message, as: fate, because: failure)
    }
}
