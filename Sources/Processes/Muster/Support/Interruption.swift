import UnixSignals

/// The person's ^C, for commands that have something to say about it.
enum Interruption {
    /// Runs `body` until it ends, or until an interrupt cancels it.
    /// - Returns: `nil` when it was interrupted.
    static func racing<Result: Sendable>(_ body: @escaping @Sendable () async throws -> Result) async throws -> Result?
    {
        try await withThrowingTaskGroup(of: Result?.self) { group in
            let signals = await UnixSignalsSequence(trapping: .sigint)
            group.addTask { try await body() }
            group.addTask {
                for await _ in signals { return nil }
                // Only the end of the body ends this one.
                throw CancellationError()
            }
            defer { group.cancelAll() }
            guard let first = try await group.next() else { return nil }
            return first
        }
    }
}
