public import BrokerTopology
public import FoundationEssentials
public import Postgres

/// Reads an ``Overview`` from database and broker.
public struct OverviewReader: Sendable {
    private let client: PostgresClient
    private let broker: ManagementClient
    private let topology: Topology

    /// - Parameters:
    ///   - client: connections of the operator's role.
    ///   - broker: counts the messages of queues, every five seconds.
    ///   - topology: whose queues they are.
    public init(client: PostgresClient, broker: ManagementClient, topology: Topology) {
        self.client = client
        self.broker = broker
        self.topology = topology
    }

    /// Reads once. A broker that is away is said in the overview; a database that is away is thrown.
    /// - Throws: ``PostgresError``.
    public func read(at now: Date = Date()) async throws -> Overview {
        var overview = Overview(at: now)
        overview.incidents = try await incidents()
        overview.pages = try await pages()
        overview.executions = try await executions()
        var workers = try await schemas()
        do {
            add(try await broker.queues(topology), to: &workers)
        } catch {
            overview.brokerProblem = "\(error)"
        }
        let paused = try await PausedQueues(client: client).all()
        for name in workers.keys { workers[name]?.pause = paused[name] }
        overview.workers = workers.values.sorted { $0.name < $1.name }
        return overview
    }

    private func add(_ queues: [QueueStatus], to workers: inout [String: WorkerLoad]) {
        for queue in queues {
            guard let name = queue.worker, workers[name] != nil else { continue }
            switch queue.kind {
            case .work:
                workers[name]?.consumers = queue.consumers
                workers[name]?.ready = queue.ready
                workers[name]?.unacknowledged = queue.unacknowledged
                workers[name]?.acknowledged = queue.acknowledged ?? queue.ready.map { _ in 0 }
            case .retry:
                let before = workers[name]?.retrying ?? 0
                workers[name]?.retrying = before + (queue.messages ?? 0)
            case .dead, .unroutable, .foreign: break
            }
        }
    }

    private func incidents() async throws -> Overview.Incidents {
        let rows = try await client.query(
            """
            select status, severity, count(*) as count, min(reported_at) as oldest,
                   count(*) filter (where commander_email is null) as unled
              from core.incident_overview where status <> 'closed' and not drill
             group by status, severity order by count(*) desc, severity
            """)
        return try rows.reduce(into: Overview.Incidents()) { incidents, row in
            let count = try row.decode("count", as: Int.self)
            guard try row.decode("status", as: String.self) == "active" else { return incidents.stable += count }
            incidents.active.append(.init(severity: try row.decode("severity"), count: count))
            incidents.withoutCommander += try row.decode("unled", as: Int.self)
            let oldest = try row.decode("oldest", as: Date.self)
            incidents.oldest = min(incidents.oldest ?? oldest, oldest)
        }
    }

    private func pages() async throws -> Overview.Pages {
        let rows = try await client.query(
            """
            select count(*) filter (where p.state = 'sent') as unanswered,
                   min(p.handed_at) filter (where p.state = 'sent') as oldest,
                   count(*) filter (where p.state = 'due' and p.due_at < now() - interval '1 minute') as late
              from paging.escalation e
              join core.incident i on i.id = e.incident_id and not i.drill
              join paging.page p on p.escalation_id = e.id
             where e.state = 'open'
            """)
        guard let row = rows.first else { return Overview.Pages() }
        return Overview.Pages(
            unanswered: try row.decode("unanswered"), oldest: try row.decode("oldest"), late: try row.decode("late"))
    }

    private func executions() async throws -> Overview.Executions {
        let rows = try await client.query(
            """
            select count(*) filter (where paused_at is null) as running,
                   count(*) filter (where paused_at is not null) as paused
              from playbook_runner.execution where status = 'RUNNING'
            """)
        guard let row = rows.first else { return Overview.Executions() }
        return Overview.Executions(running: try row.decode("running"), paused: try row.decode("paused"))
    }

    /// What the workers' own schemas say of them.
    private func schemas() async throws -> [String: WorkerLoad] {
        let part = WorkerSchema.union(
            try await WorkerSchema.all(client),
            """
            select '{worker}' as worker, count(*) as unpublished, min(created_at) as since,
                   (select count(*) from {schema}.timer where due < now() - interval '1 minute') as late,
                   (select count(*) from dead_letter_keeper.waiting_letter w
                      join dead_letter_keeper.letter l on l.id = w.letter_id where l.worker = '{worker}') as dead
              from {schema}.outbox_pending join {schema}.outbox_event using (id)
            """)
        return try await client.query(SQL(trusted: part)).reduce(into: [:]) { workers, row in
            var load = WorkerLoad(name: try row.decode("worker"))
            load.unpublished = try row.decode("unpublished")
            load.unpublishedSince = try row.decode("since")
            load.lateTimers = try row.decode("late")
            load.deadLetters = try row.decode("dead")
            workers[load.name] = load
        }
    }
}
