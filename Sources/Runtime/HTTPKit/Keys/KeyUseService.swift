public import FoundationEssentials
public import Logging
public import ServiceLifecycle
import WorkerKit

/// Writes down when keys were used last: now and then, many at once.
public struct KeyUseService: Service {
    private let keys: KeyRing
    private let interval: Duration
    private let logger: Logger
    private let write: @Sendable ([String: Date]) async throws -> Void

    /// - Parameters:
    ///   - keys: who knows which keys were used.
    ///   - interval: between two writes; default 30 s.
    ///   - logger: is told at `debug` when a write fails; those uses are lost.
    ///   - write: writes down the uses, by the keys' prefixes.
    public init(
        keys: KeyRing, every interval: Duration = .seconds(30), logger: Logger,
        write: @escaping @Sendable ([String: Date]) async throws -> Void
    ) {
        self.keys = keys
        self.interval = interval
        self.logger = logger
        self.write = write
    }

    /// Writes until graceful shutdown, and once more then.
    public func run() async throws {
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
            try await write(uses)
        } catch {
            logger.debug("uses of keys are not written down", metadata: [LoggingKeys.reason: "\(error)"])
        }
    }
}
