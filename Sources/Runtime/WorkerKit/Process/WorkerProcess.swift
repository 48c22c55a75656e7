import AMQP
import Curl
import Environment
import FoundationEssentials
import Glibc
import Incident
import Logging
import Postgres
public import ServiceLifecycle

/// Runs a process: reads its environment, connects, checks that what it needs is there, and runs its services until
/// SIGTERM, which drains it, and ends the process.
public enum WorkerProcess {
    /// Runs a worker.
    /// - Parameters:
    ///   - name: the process, its queue and its exchange: `notifier`.
    ///   - worksWithoutBroker: whether it does its main job while the broker is away.
    ///   - services: what else the process runs, an HTTP server for health and metrics among it.
    ///   - handlers: who takes the messages of its queue.
    public static func run(
        _ name: String, worksWithoutBroker: Bool = false,
        services: @Sendable (WorkerEnvironment, HealthState) async throws -> [any Service],
        handlers: @Sendable (WorkerEnvironment) async throws -> [WorkerHandler]
    ) async -> Never {
        do {
            let configuration = try WorkerConfiguration(environment: ProcessInfo.processInfo.environment)
            let process = try Assembly(name, configuration, worksWithoutBroker: worksWithoutBroker)
            let extra = try await services(process.environment, process.health)
            let own = process.services(extra: extra, handlers: try await handlers(process.environment))
            try await withTaskExecutorPreference(EventLoopExecutor()) { try await process.run(own) }
            ProcessEnd.now(0)
        } catch let problem as ConfigurationProblem {
            fail(name, problem.description, status: 2)
        } catch {
            fail(name, "\(error)", status: 1)
        }
    }

    private static func fail(_ name: String, _ sentence: String, status: Int32) -> Never {
        let bytes = Array("muster-\(name): \(sentence)\n".utf8)
        _ = unsafe write(STDERR_FILENO, bytes, bytes.count)
        ProcessEnd.now(status)
    }
}
