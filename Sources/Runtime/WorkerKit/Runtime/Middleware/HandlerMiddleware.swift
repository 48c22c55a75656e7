/// A behaviour around every try of a handler: one type for each, outside of the loop that reads the queue.
protocol HandlerMiddleware: Sendable {
    /// Does what is to be done before, around and after the try; calls `next` once.
    func around<Result: Sendable>(_ call: HandlerCall, _ next: () async -> Result) async -> Result
}

/// Behaviours around each other, the first one outermost.
struct MiddlewareChain: Sendable {
    let behaviours: [any HandlerMiddleware]

    func run<Result: Sendable>(_ call: HandlerCall, _ body: () async -> Result) async -> Result {
        await run(call, from: 0, body)
    }

    private func run<Result: Sendable>(
        _ call: HandlerCall, from index: Int, _ body: () async -> Result
    ) async -> Result {
        guard index < behaviours.count else { return await body() }
        return await behaviours[index].around(call) { await run(call, from: index + 1, body) }
    }
}
