/// Lets every log line of a try tell what is being handled and what led to it, also those of libraries.
struct TraceMiddleware: HandlerMiddleware {
    func around<Result: Sendable>(_ call: HandlerCall, _ next: () async -> Result) async -> Result {
        await HandlerCall.$current.withValue(call) { await next() }
    }
}
