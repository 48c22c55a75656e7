public import Capabilities

/// Lets one at a time change an object, in the order in which they come: what a vendor wants that limits the changes of one
/// object. Of several instances of a process each has its own.
public actor Turns {
    private var waiting: [String: [CheckedContinuation<Void, Never>]] = [:]

    /// Nobody has a turn yet.
    public init() {}

    /// Does the work when it is its turn.
    public nonisolated func run<Result: Sendable>(
        _ object: String, _ work: () async throws(ProviderError) -> Result
    ) async throws(ProviderError) -> Result {
        await take(object)
        do throws(ProviderError) {
            let result = try await work()
            await leave(object)
            return result
        } catch {
            await leave(object)
            throw error
        }
    }

    private func take(_ object: String) async {
        guard waiting[object] != nil else {
            waiting[object] = []
            return
        }
        await withCheckedContinuation { waiting[object]?.append($0) }
    }

    private func leave(_ object: String) {
        guard var queue = waiting[object], !queue.isEmpty else {
            waiting[object] = nil
            return
        }
        let next = queue.removeFirst()
        waiting[object] = queue
        next.resume()
    }
}
