import Logging
import Postgres
import ServiceLifecycle
import WorkerKit

/// Writes down when keys were used last: now and then, many at once.
struct KeyUseService: Service {
    let keys: KeyRing
    let database: PostgresClient
    let logger: Logger
    var interval: Duration = .seconds(30)

    func run() async throws {
        try? await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                try await Task.sleep(for: interval)
                await flush()
            }
        }
        await flush()
    }

    private func flush() async {
        let uses = keys.takeUses()
        if uses.isEmpty { return }
        do {
            try await StoredKey.markUsed(uses, in: database)
        } catch {
            logger.debug("uses of keys are not written down", metadata: [LoggingKeys.reason: "\(error)"])
        }
    }
}
