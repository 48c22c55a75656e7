import HummingbirdCore
import Logging
import NIOCore
import NIOHTTPTypes

/// Hummingbird's connections, with lanes in front of its endpoints: behind what minds idle and closing connections, which
/// sees all requests that way.
struct LaneChannel: ServerChildChannel {
    typealias Value = NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>

    let connection: HTTP1Channel
    let lanes: Lanes

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        connection.setup(channel: channel, logger: logger).flatMapThrowing { value in
            let pipeline = channel.pipeline.syncOperations
            let minder = try pipeline.handler(type: HTTPConnectionStateHandler.self)
            try pipeline.addHandler(LaneHandler(lanes), position: .after(minder))
            return value
        }
    }

    func handle(value: Value, logger: Logger) async {
        await connection.handle(value: value, logger: logger)
    }
}
