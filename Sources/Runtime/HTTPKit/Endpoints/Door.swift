import HummingbirdCore
import HTTPTypes
import Hummingbird
import JSON
import NIOCore
public import WorkerKit

/// What a process opens to callers over HTTP: endpoints that belong together, and what their errors mean to a caller.
public struct Door: Sendable {
    /// What can be done at it.
    public let endpoints: [Endpoint]
    /// What a caller is told of an error that only this door knows; `nil` for any other.
    public let problem: @Sendable (any Error) -> Problem?
    /// Short ways to some of the endpoints.
    public let lanes: [Lane]

    /// - Parameters:
    ///   - endpoints: what can be done at it.
    ///   - lanes: short ways to some of the endpoints.
    ///   - problem: what a caller is told of an error that only this door knows; `nil` for any other.
    public init(
        _ endpoints: [Endpoint], lanes: [Lane] = [],
        problem: @escaping @Sendable (any Error) -> Problem? = { _ in nil }
    ) {
        self.endpoints = endpoints
        self.lanes = lanes
        self.problem = problem
    }

    /// `/healthz`, `/readyz` and `/metrics`.
    public static func health(_ health: HealthState, metrics: MetricsRegistry) -> Door {
        Door([
            Endpoint(anyone: .get, "/healthz") { _ in .json(["status": "alive"]) },
            Endpoint(anyone: .get, "/readyz") { _ in
                .json(health.json, status: health.status == .notReady ? .serviceUnavailable : .ok)
            },
            Endpoint(anyone: .get, "/metrics") { _ in
                Response(
                    status: .ok, headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8"],
                    body: .init(byteBuffer: ByteBuffer(string: metrics.text)))
            },
        ])
    }
}

extension [Door] {
    /// What callers are told of the errors that these doors know.
    var problems: ProblemTranslation {
        let problems = map(\.problem)
        return ProblemTranslation { error in
            for problem in problems {
                if let found = problem(error) { return found }
            }
            return nil
        }
    }

    /// Who answers at these doors. Nothing is reached in another way than through an endpoint.
    func responder(
        _ doorkeeper: Doorkeeper, _ bodies: BodyReader, _ metrics: HTTPMetrics
    ) -> any HTTPResponder<APIContext> {
        let router = Router(context: APIContext.self)
        let problems = problems
        router.add(middleware: ProblemMiddleware(problems, metrics))
        let endpoints = flatMap(\.endpoints)
        for endpoint in endpoints {
            router.on(RouterPath(endpoint.path), method: endpoint.method) { request, context in
                do {
                    return try await endpoint.answer(request, context, doorkeeper, bodies)
                } catch {
                    // What nobody knows is for the middleware to log.
                    guard let tell = endpoint.tell, let problem = problems.known(error) else { throw error }
                    return tell(problem)
                }
            }
        }
        let fallback = FallbackResponder(
            next: router.buildResponder(),
            allowed: AllowedMethods(endpoints.filter(\.isOffered).map { ($0.path, $0.method) }))
        return ExpectingResponder(next: fallback)
    }
}
