package import Logging
package import Postgres
package import ServiceLifecycle
package import WorkStore

/// What every worker runs on, put together over the seams to the broker: a process does it with RabbitMQ's clients, a test
/// with a broker in memory, and both run the same services.
package struct WorkerRuntime: Sendable {
    /// What a test makes shorter.
    package struct Pace: Sendable {
        /// Between two looks at what operators want.
        package var pauseWatch: Duration = PauseWatch.interval
        /// Between two tries whether a database that was away answers again.
        package var outage: Duration = DatabaseOutage.interval
        /// Between two looks for handlers that are stuck.
        package var watchdog: Duration = .seconds(3)
        /// How long a handler may take to end once it is cancelled.
        package var grace: Duration = .seconds(2)

        /// Between two looks at timers that other instances may have set.
        package var timers: Duration = TimerMover.pollInterval
        /// Between two looks at rows that nobody publishes.
        package var sweep: Duration = OutboxRelay.sweepInterval
        /// How long the mark of a row that the broker has waits for others.
        package var marks: Duration = OutboxRelay.markDelay
        /// How long the lease on a message with effects lasts when nobody renews it.
        package var lease: Duration = MessageLease.duration

        package init() {}
    }

    /// Commits the process' units of work.
    package let committer: Committer
    private let relay: OutboxRelay
    private let name: String
    private let configuration: WorkerConfiguration
    private let database: PostgresClient
    private let deliveries: any Deliveries
    private let publications: any Publications
    private let metrics: MetricsRegistry
    private let policy: RetryPolicy
    private let stamp: PublicationStamp
    private let executor: (any TaskExecutor)?
    private let pace: Pace
    private let timers: TimerMover
    private let holds: Holds
    private let logger: Logger

    /// - Parameters:
    ///   - name: the process, its queue and its exchange: `notifier`.
    ///   - stamp: what messages say of the process.
    ///   - policy: when a message is tried again; `nil` for the one of the configuration.
    ///   - executor: what handlers run on; `nil` for the default.
    package init(
        _ name: String, configuration: WorkerConfiguration, database: PostgresClient, deliveries: any Deliveries,
        publications: any Publications, metrics: MetricsRegistry, stamp: PublicationStamp, policy: RetryPolicy? = nil,
        executor: (any TaskExecutor)? = nil, pace: Pace = Pace(), logger: Logger
    ) {
        self.name = name
        self.configuration = configuration
        self.database = database
        self.deliveries = deliveries
        self.publications = publications
        self.metrics = metrics
        self.policy = policy ?? RetryPolicy(maximumAttempts: configuration.maximumAttempts)
        self.stamp = stamp
        self.executor = executor
        self.pace = pace
        self.logger = logger
        let relay = OutboxRelay(
            database: database, publications: publications, stamp: stamp, metrics: OutboxMetrics(metrics),
            logger: logger, sweepInterval: pace.sweep, markDelay: pace.marks)
        let timers = TimerMover(
            database: database, handOver: { relay.handOver($0) }, worker: name, metrics: metrics, logger: logger,
            pollInterval: pace.timers)
        self.relay = relay
        self.timers = timers
        committer = Committer(
            database: database, source: "/muster/\(name)", handOver: { relay.handOver($0) },
            publish: { await relay.publishNow($0) }, wakeTimers: { timers.wake() })
        holds = Holds(deliveries)
    }

    /// What publishes and what moves timers: they start before the consumer and stop after it.
    package var senders: [any Service] { [relay, timers] }

    /// What handles deliveries, and what watches whether operators want it to: they start after the consumer and stop
    /// before it.
    package func receivers(_ handlers: [WorkerHandler]) -> [any Service] {
        let watch = PauseWatch(
            database: database, holds: holds, queue: name, metrics: metrics, logger: logger, interval: pace.pauseWatch)
        return [worker(handlers), watch]
    }

    private func worker(_ handlers: [WorkerHandler]) -> WorkerService {
        let workerMetrics = WorkerMetrics(metrics, queue: name)
        workerMetrics.begin(handlers)
        let progress = Progress()
        let settlement = Settlement(
            worker: name, deliveries: deliveries, publications: publications, policy: policy, stamp: stamp,
            progress: progress, metrics: workerMetrics, logger: logger, pause: pace.outage)
        let watchdog = Watchdog(
            executor: executor, interval: pace.watchdog, grace: pace.grace, logger: logger,
            stuck: { workerMetrics.stuck($0) })
        return WorkerService(
            deliveries: deliveries, handlers: handlers,
            batches: BatchRunner(
                committer: committer, settlement: settlement, watchdog: watchdog, logger: logger),
            effects: EffectRunner(
                database: database, committer: committer, settlement: settlement,
                circuits: CircuitBreakers(metrics: metrics), watchdog: watchdog, leaseDuration: pace.lease,
                logger: logger),
            settlement: settlement, holds: holds,
            outage: DatabaseOutage(
                database: database, holds: holds, logger: logger, interval: pace.outage, progress: progress),
            metrics: workerMetrics,
            middleware: MiddlewareChain(behaviours: [
                TraceMiddleware(), LogMiddleware(logger: logger), MetricsMiddleware(metrics: workerMetrics),
            ]), batchSize: configuration.batch, bulkhead: Bulkhead(configuration.concurrency),
            lanes: Bulkhead(max(1, configuration.databaseConnections / 2)), watchdog: watchdog,
            drainTime: .seconds(configuration.drainSeconds), logger: logger)
    }
}
