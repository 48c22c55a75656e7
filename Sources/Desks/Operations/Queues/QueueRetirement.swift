public import AMQP
public import BrokerTopology
public import Postgres

/// Takes away what a worker that is gone has left at the broker: its queues, its exchange and its user. No message is lost:
/// what waits becomes dead letters first, and a queue is deleted when it is empty and nothing fills it any more.
///
/// Each step can be done again, so that whatever was stopped in the middle goes on with the same command.
public struct QueueRetirement: Sendable {
    private let worker: String
    private let management: ManagementClient
    private let session: AMQPSession
    private let applied: AppliedTopology
    private let topology: Topology
    private let client: PostgresClient
    private let countInterval: Duration

    /// - Parameters:
    ///   - worker: as it was called, which is the name of its queue.
    ///   - topology: that of this release.
    ///   - client: connections of the operator's role.
    ///   - countInterval: how old the figures of the management API may be.
    public init(
        of worker: String, management: ManagementClient, session: AMQPSession, topology: Topology,
        client: PostgresClient, countInterval: Duration = .seconds(6)
    ) {
        self.countInterval = countInterval
        self.worker = worker
        self.management = management
        self.session = session
        self.topology = topology
        self.client = client
        applied = AppliedTopology(client: client)
    }

    /// What there is to be taken away. Nothing is changed.
    /// - Throws: ``OperationsError`` when this is no worker that is gone.
    public func plan() async throws -> RetirementPlan {
        try await checkThatItIsGone()
        let remains = try await management.remains(of: worker)
        var queues: [RetirementPlan.Queue] = []
        for name in remains.queues { queues.append(try await count(name)) }
        let left = try await leftovers()
        return RetirementPlan(
            worker: worker, remains: remains, queues: queues, unpublished: left.unpublished, timers: left.timers)
    }

    private func checkThatItIsGone() async throws {
        guard !topology.workers.contains(where: { $0.name == worker }) else {
            throw OperationsError(
                "\(worker) is a worker of this release: `muster queues pause \(worker)` lets it rest, and its queues can be "
                    + "retired once its file is out of Topology/queues and the topology was applied")
        }
        guard try await !applied.newest().contains(worker) else {
            throw OperationsError(
                "the topology that was applied last still has \(worker); apply this one first: `muster topology apply`")
        }
        let gone = try await applied.former(besides: topology.workers.map(\.name))
        guard gone.contains(worker) else {
            throw OperationsError(
                "no topology that was applied here had this worker. Its queues are somebody else's, or there are none; "
                    + (gone.isEmpty ? "no worker is gone" : "workers that are gone: \(gone.joined(separator: ", "))"))
        }
    }

    private func count(_ queue: String) async throws(AMQPError) -> RetirementPlan.Queue {
        let status = try await session.declareQueue(queue, passive: true)
        return RetirementPlan.Queue(name: queue, messages: Int(status.messages), consumers: Int(status.consumers))
    }

    /// What its schema would still publish and do, were it there.
    private func leftovers() async throws -> (unpublished: Int, timers: Int) {
        guard let schema = try await WorkerSchema.all(client).first(where: { $0.worker == worker }) else {
            return (0, 0)
        }
        let row = try await client.query(
            SQL(
                trusted: """
                    select (select count(*) from \(schema.name).outbox_pending) as unpublished,
                        (select count(*) from \(schema.name).timer) as timers
                    """)
        ).first
        return (try row?.decode("unpublished") ?? 0, try row?.decode("timers") ?? 0)
    }

    /// Takes it away.
    /// - Parameters:
    ///   - plan: what was found.
    ///   - toDeadLetters: whether what waits becomes dead letters; refused otherwise while anything waits.
    ///   - patience: how long the dead-letter-keeper may take for what is there, and to leave the queue.
    ///   - actor: who asks for it, as the audit names them.
    /// - Returns: how many messages became dead letters.
    /// - Throws: ``OperationsError`` with what is to be done first; `AMQPError`, `TopologyError`, `PostgresError`.
    public func carryOut(
        _ plan: RetirementPlan, toDeadLetters: Bool, patience: Duration, by actor: String
    ) async throws -> Int {
        try check(plan, toDeadLetters: toDeadLetters)
        try await applied.noteRetirement(of: worker, detail: plan.json, by: actor)
        // First of all nothing more may come in; only then is what is there all.
        for source in plan.remains.sources {
            try await session.unbindQueue(worker, from: source.exchange, routingKey: source.routingKey)
        }
        let moved = toDeadLetters ? try await moveAll(plan.remains) : 0
        if plan.remains.work != nil, plan.remains.hasExchange {
            // A letter that is replayed now would be unroutable, and be kept as such.
            try await session.unbindQueue(worker, from: worker, routingKey: "work")
        }
        try await checkThatNothingIsLeft(plan.remains, patience)
        if let dead = plan.remains.dead {
            // The topology that does not have the worker any more took the right to its dead letters away.
            try await management.letKeeperRead(lettersOf: worker, topology)
            try await release(dead, patience)
            try await management.letKeeperRead(lettersOf: nil, topology)
        }
        try await management.delete(plan.remains, of: worker)
        return moved
    }

    func check(_ plan: RetirementPlan, toDeadLetters: Bool) throws(OperationsError) {
        if let busy = plan.queues.first(where: { $0.name == plan.remains.work && $0.consumers > 0 }) {
            throw OperationsError(
                "\(Wording.count(busy.consumers, "consumer")) still "
                    + "\(busy.consumers == 1 ? "takes" : "take") from \(worker): stop its processes first, on every machine"
            )
        }
        guard toDeadLetters || plan.waiting == 0 else {
            throw OperationsError(
                "\(Wording.count(plan.waiting, "message")) \(plan.waiting == 1 ? "waits" : "wait") for \(worker). Let an "
                    + "instance of the release before handle them, or add --to-dead-letters to keep them as dead letters"
            )
        }
    }

    /// Moves everything to the dead letters: confirmed there before it is acknowledged here.
    private func moveAll(_ remains: WorkerRemains) async throws -> Int {
        var moved = 0
        // What a retry queue gives back by itself meanwhile is in the work queue, which comes last.
        for queue in remains.retries + [remains.work].compactMap(\.self) {
            while let delivery = try await session.get(queue) {
                let outcome = try await session.publish(RetiredMessage(delivery, worker: worker).publication)
                guard outcome == .confirmed else {
                    throw OperationsError(
                        "\(worker).dead did not take a message of \(queue) (\(outcome)), which stays where it is. If the queue "
                            + "or the exchange \(worker) is gone, purge \(queue) by hand")
                }
                try await session.ack(delivery.tag)
                moved += 1
            }
        }
        return moved
    }

    /// What is on its way from a retry queue is ready nowhere, and only the management API counts it.
    private func checkThatNothingIsLeft(_ remains: WorkerRemains, _ patience: Duration) async throws {
        let emptied = Set(remains.retries + [remains.work].compactMap(\.self))
        for queue in emptied.sorted() {
            let left = try await count(queue).messages
            guard left == 0 else {
                throw OperationsError("\(queue) has got \(left) more messages meanwhile; run this again")
            }
        }
        try await Task.sleep(for: countInterval)
        let isNothingLeft = try await becomes(patience) {
            try await management.queues(topology).allSatisfy { !emptied.contains($0.name) || $0.messages ?? 0 == 0 }
        }
        guard isNothingLeft else {
            throw OperationsError("a queue of \(worker) has got more messages meanwhile; run this again")
        }
    }

    /// Waits until the keeper has taken all dead letters, and lets it know that there will be no more.
    private func release(_ dead: String, _ patience: Duration) async throws {
        guard try await becomes(patience, { try await count(dead).messages == 0 }) else {
            let left = try await count(dead)
            throw OperationsError(
                "\(dead) has \(Wording.count(left.messages, "message")) that the dead-letter-keeper has not taken yet"
                    + (left.consumers == 0 ? "; start it if it does not run, and run this again" : "; run this again"))
        }
        let forgotten = try await applied.forget(worker)
        let isLeft = try await becomes(patience, { try await count(dead).consumers == 0 })
        let left = try await count(dead).messages
        guard isLeft, left == 0 else {
            try await applied.remember(worker, in: forgotten)
            throw OperationsError(
                isLeft
                    ? "\(dead) has got \(Wording.count(left, "message")) back; run this again"
                    : "the dead-letter-keeper still takes from \(dead): one of a release that does not let go must be stopped. "
                        + "Stop it, and run this again")
        }
    }

    private func becomes(_ patience: Duration, _ condition: () async throws -> Bool) async throws -> Bool {
        let end = ContinuousClock.now + patience
        while true {
            if try await condition() { return true }
            guard ContinuousClock.now < end else { return false }
            try await Task.sleep(for: .milliseconds(200))
        }
    }
}
