import Incident

/// Lets every log line of a try tell what is being handled and what led to it, also those of libraries, and whoever calls
/// other systems go on with the trace.
struct TraceMiddleware: HandlerMiddleware {
    func around<Result: Sendable>(_ call: HandlerCall, _ next: () async -> Result) async -> Result {
        await HandlerCall.$current.withValue(call) {
            await TraceContext.$current.withValue(call.trace) { await next() }
        }
    }
}
