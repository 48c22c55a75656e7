public import Logging
import ServiceLifecycle

/// What a process looks at again and again until it is told to stop.
public enum RepeatedLook {
    /// Looks at once, and again a while after each look has ended. One that fails is logged, and the next one comes as ever; one
    /// that the stop ends is neither.
    /// - Parameters:
    ///   - interval: from the end of one look to the next.
    ///   - complaint: what is logged of one that fails, such as `pages could not be audited`.
    public static func run(
        every interval: Duration, or complaint: String, _ logger: Logger,
        look: @escaping @Sendable () async throws -> Void
    ) async {
        try? await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    try await look()
                } catch  where !Task.isCancelled {
                    logger.error("\(complaint)", metadata: [LoggingKeys.reason: "\(error)"])
                }
                try await Task.sleep(for: interval)
            }
        }
    }
}
