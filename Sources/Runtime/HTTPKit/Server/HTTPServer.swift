import Hummingbird
import HummingbirdCore
public import Logging
import NIOCore
public import ServiceLifecycle
public import WorkerKit

/// The HTTP API as a service. It stops accepting on graceful shutdown and finishes what is under way.
public struct HTTPServer: Service {
    private let configuration: WorkerConfiguration
    /// Who answers at the doors.
    let responder: any HTTPResponder<APIContext>
    private let lanes: Lanes
    private let logger: Logger

    /// Connections at most; more wait in the listen queue.
    private static let connections = 4096

    /// - Parameters:
    ///   - configuration: where it listens.
    ///   - doors: what it serves. Nothing is reached in another way than through their endpoints.
    ///   - doorkeeper: lets callers in.
    ///   - bodies: reads what they send.
    ///   - metrics: what it counts goes there.
    ///   - logger: gets warnings and what is worse.
    public init(
        configuration: WorkerConfiguration, doors: [Door], doorkeeper: Doorkeeper, bodies: BodyReader = BodyReader(),
        metrics: MetricsRegistry, logger: Logger
    ) {
        self.configuration = configuration
        let metrics = HTTPMetrics(metrics)
        responder = doors.responder(doorkeeper, bodies, metrics)
        lanes = Lanes(
            doors.flatMap(\.lanes), doorkeeper: doorkeeper, bodies: bodies, problems: doors.problems,
            metrics: metrics, logger: logger)
        self.logger = logger
    }

    /// Serves until graceful shutdown.
    /// - Throws: `ConfigurationProblem` when nothing can listen there.
    public func run() async throws {
        var quiet = logger
        quiet.logLevel = max(logger.logLevel, .warning)
        let configuration = configuration
        let lanes = lanes
        let connections = HTTP1Channel.Configuration(
            idleTimeout: .seconds(120),
            httpDecoderConfiguration: .init(
                maxHeaderFieldSize: 16 << 10, maxHeaderListSize: 32 << 10, maxHeaderFieldCount: 100))
        let application = Application(
            responder: AnyResponder(next: responder),
            server: HTTPServerBuilder { responder in
                LaneChannel(
                    connection: HTTP1Channel(responder: responder, configuration: connections), lanes: lanes)
            },
            configuration: .init(
                address: .hostname(configuration.httpHost, port: configuration.httpPort), backlog: 1024,
                availableConnectionsDelegate: MaximumAvailableConnections(Self.connections)),
            onServerRunning: { channel in configuration.announce(port: channel.localAddress?.port) }, logger: quiet)
        try await configuration.listening { try await application.run() }
    }
}

/// Lets a responder of any type be one of a known type.
private struct AnyResponder: HTTPResponder {
    let next: any HTTPResponder<APIContext>

    func respond(to request: Request, context: APIContext) async throws -> Response {
        try await next.respond(to: request, context: context)
    }
}
