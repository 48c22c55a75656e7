import Logging

/// Says at the level of debugging that a try has begun and ended.
struct LogMiddleware: HandlerMiddleware {
    let logger: Logger

    func around<Result: Sendable>(_ call: HandlerCall, _ next: () async -> Result) async -> Result {
        logger.debug("a handler begins", metadata: [LoggingKeys.count: "\(call.messages.count)"])
        let result = await next()
        logger.debug("a handler has ended", metadata: [LoggingKeys.count: "\(call.messages.count)"])
        return result
    }
}
