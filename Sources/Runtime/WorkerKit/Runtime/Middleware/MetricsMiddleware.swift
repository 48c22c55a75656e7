import CoreMetrics

/// Counts what is being handled, and how long a try takes.
struct MetricsMiddleware: HandlerMiddleware {
    let metrics: WorkerMetrics

    func around<Result: Sendable>(_ call: HandlerCall, _ next: () async -> Result) async -> Result {
        let start = ContinuousClock.now
        metrics.inFlight.increment(by: Double(call.messages.count))
        let result = await next()
        metrics.inFlight.decrement(by: Double(call.messages.count))
        metrics.handled(call.messages.count, in: start.duration(to: .now))
        return result
    }
}
