import AMQP
public import Contracts
import Curl
public import Encodings
public import FoundationEssentials
import JSON
public import Logging
import Postgres
import ServiceLifecycle
public import WorkerKit

/// Runs a worker's handlers on the real runtime, without a process and without RabbitMQ: the service, the runners, the
/// settlement, the relay and the timers are those of a process; the broker is one in memory, the database a real one.
///
/// What becomes of a message is what the broker sees: acknowledged, on a rung of the retry ladder, or a dead letter. What
/// handlers announce is in the worker's outbox, and goes through the broker: a message that the worker sends to itself is
/// handled too.
public struct WorkerHarness: Sendable {
    /// What became of a message.
    public enum Fate: Sendable, Hashable {
        /// It was acknowledged and is nowhere any more.
        case done
        /// It waits on a rung of the ladder, and comes back as this attempt.
        case retry(RetryDelay, attempt: Int, code: String)
        /// It is a dead letter.
        case dead(code: String)
    }

    /// How a test differs from a process.
    public struct Settings: Sendable {
        /// Unsettled deliveries at most. Range 1….
        public var prefetch = 500
        /// More of the process' environment, without `MUSTER_DATABASE_URL` and `MUSTER_AMQP_URL`.
        public var variables: [String: String] = [:]
        /// When messages are tried again; `nil` for what the environment says.
        public var policy: RetryPolicy?
        /// How often the runtime looks at what it cannot wait for.
        package var pace = WorkerRuntime.Pace()
        /// Where the runtime logs; without a word unless a test wants to read it.
        public var logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

        /// Settings of a process' defaults.
        public init() {}
    }

    /// The broker, to see and to break.
    public let broker: InMemoryBroker
    /// What handlers are made with.
    public let environment: WorkerEnvironment
    /// The consumer of the worker's queue.
    package let consumer: InMemoryConsumer
    private let group: ServiceGroup

    private var worker: String { environment.name }

    /// Runs a worker while `body` runs, and shuts it down gracefully afterwards.
    /// - Parameters:
    ///   - worker: the process: `notifier`.
    ///   - databaseURL: with the worker's role, or one whose search path begins with the worker's schema.
    ///   - handlers: who takes its messages.
    public static func run<Result: Sendable>(
        _ worker: String, databaseURL: String, settings: Settings = Settings(),
        handlers: (WorkerEnvironment) throws -> [WorkerHandler], _ body: (WorkerHarness) async throws -> Result
    ) async throws -> Result {
        let variables = ["MUSTER_DATABASE_URL": databaseURL, "MUSTER_AMQP_URL": "amqp://127.0.0.1:1/none"]
        let configuration = try WorkerConfiguration(environment: variables.merging(settings.variables) { $1 })
        var connection = try PostgresConfiguration(url: databaseURL, applicationName: "test")
        connection.poolSize = configuration.databaseConnections
        let database = PostgresClient(configuration: connection, logger: settings.logger)
        let broker = InMemoryBroker(workers: [worker])
        let consumer = broker.consumer(of: worker, prefetch: settings.prefetch)
        let metrics = MetricsRegistry()
        let organisation = OrganisationSource(database: database)
        let runtime = WorkerRuntime(
            worker, configuration: configuration, database: database, deliveries: consumer,
            publications: broker.publisher, metrics: metrics,
            stamp: PublicationStamp(worker) { organisation.version }, policy: settings.policy, pace: settings.pace,
            logger: settings.logger)
        let environment = WorkerEnvironment(
            name: worker, configuration: configuration, database: database, http: CurlClient(),
            organisation: organisation, metrics: metrics, committer: runtime.committer,
            logger: settings.logger)
        let services = [database] + runtime.senders + runtime.receivers(try handlers(environment))
        let group = ServiceGroup(services: services, logger: settings.logger)
        let harness = WorkerHarness(broker: broker, environment: environment, consumer: consumer, group: group)
        return try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            do {
                let result = try await body(harness)
                await harness.shutDown()
                try await tasks.waitForAll()
                return result
            } catch {
                await harness.shutDown()
                throw error
            }
        }
    }

    /// Begins the graceful shutdown, as SIGTERM does.
    public func shutDown() async {
        await group.triggerGracefulShutdown()
    }

    /// A message on its way to the worker.
    /// - Parameter attempt: from 1.
    public func envelope(
        _ message: some Message, id: UUID = .v7(), subject: String = "INC-1", traceparent: String? = nil
    ) -> Envelope {
        Envelope(message, id: id, source: "/muster/test", subject: subject, time: Date(), traceparent: traceparent)
    }

    /// Hands a message to its handler.
    /// - Returns: what became of it at this try.
    @discardableResult
    public func handle(_ message: some Message, subject: String = "INC-1") async -> Fate {
        await handle([envelope(message, subject: subject)])[0]
    }

    /// Hands messages over together, as one batch where they have the same handler.
    /// - Parameter attempt: which try it is, from 1.
    /// - Returns: what became of each at this try, in their order.
    @discardableResult
    public func handle(_ messages: [Envelope], attempt: Int = 1) async -> [Fate] {
        await send(messages, attempt: attempt)
        return await fates(of: messages.map(\.id))
    }

    /// Puts messages into the worker's queue.
    public func send(_ messages: [Envelope], attempt: Int = 1) async {
        _ = await broker.publisher.publish(messages.map { publication($0, attempt: attempt) }, timeout: .seconds(1))
    }

    /// What has become of messages, as soon as none is in the worker's hands.
    public func fates(of ids: [UUID]) async -> [Fate] {
        let names = ids.map { UUIDText.string(from: $0) }
        let (worker, wanted) = (worker, Set(names))
        let snapshot = await broker.wait { snapshot in
            !(snapshot.ready(worker) + snapshot.unsettled(worker)).contains {
                wanted.contains($0.properties.messageID ?? "")
            }
        }
        return names.map { fate(of: $0, in: snapshot) }
    }

    /// Waits until the worker has nothing to do: its queue is empty, nothing is in hand, and all that was announced is
    /// published.
    public func waitUntilIdle() async throws {
        let worker = worker
        while true {
            let idle = await broker.wait { $0.ready(worker).isEmpty && $0.unsettled(worker).isEmpty }
            // What was tried by then: a message that is tried since may be in hand.
            let tried = Set(idle.tried.compactMap(\.properties.messageID))
            let waiting = try await announced().filter { !tried.contains(UUIDText.string(from: $0.id)) }
            guard let next = waiting.first.map({ UUIDText.string(from: $0.id) }) else { return }
            await broker.wait { $0.tried.contains { $0.properties.messageID == next } }
        }
    }

    /// Everything that the worker has announced, in its order.
    public func announced() async throws -> [Envelope] {
        try await environment.database.query("select body from outbox_event order by id").map { row in
            try Envelope(JSONReader(JSON.parse(row.decode("body", as: [UInt8].self))))
        }
    }

    /// What the worker has announced of one kind, in its order.
    public func announced<Body: Message>(_ type: Body.Type) async throws -> [Body] {
        try await announced().filter { $0.type == Body.type }.map { try $0.decode(Body.self) }
    }

    /// The keys of the timers that are set.
    public func timers() async throws -> [String] {
        try await environment.database.query("select key from timer order by key").map { try $0.decode("key") }
    }

    private func publication(_ message: Envelope, attempt: Int) -> Publication {
        var headers: [String: AMQPFieldValue] = [:]
        if attempt > 1 { headers["muster-attempt"] = .int(Int64(attempt)) }
        if let traceparent = message.traceparent { headers["traceparent"] = .string(traceparent) }
        return Publication(
            exchange: worker, routingKey: "work",
            properties: AMQPProperties(
                contentType: Envelope.contentType, messageID: UUIDText.string(from: message.id), type: message.type,
                headers: headers), body: message.json.bytes())
    }

    private func fate(of messageID: String, in snapshot: InMemoryBroker.Snapshot) -> Fate {
        func find(_ queue: String) -> Publication? {
            snapshot.ready(queue).last { $0.properties.messageID == messageID }
        }
        if let dead = find("\(worker).dead") {
            return .dead(code: dead.properties.headers["muster-error-code"]?.string ?? "")
        }
        for delay in RetryDelay.allCases {
            guard let waiting = find("\(worker).retry.\(delay.rawValue)") else { continue }
            let headers = waiting.properties.headers
            return .retry(
                delay, attempt: Int(headers["muster-attempt"]?.int ?? 0),
                code: headers["muster-error-code"]?.string ?? "")
        }
        return .done
    }
}
