import Foundation
import JSON
import LoopbackServers
import Synchronization

/// The stand-in's server. Beside the provider's own interface:
///
/// - `POST /_faults` replaces what goes wrong: `{"faults": […], "search_lag_ms": 0, "honours_idempotency_keys": false}`;
///   each fault as ``Fault`` says.
/// - `GET /_record` answers `{"objects": […], "calls": […]}`: everything made and every call, in their order, a
///   call with its milliseconds since the start (`at_ms`).
/// - `DELETE /_record` forgets both, and the faults.
public final class StandIn: Sendable {
    private let server: HTTPServer

    private final class Shared: Sendable {
        let state = Mutex(StandInState())
    }

    /// - Parameters:
    ///   - port: 0 for any that is free.
    ///   - token: what calls must carry as bearer token, if anything.
    public init(port: Int = 0, token: String? = nil) throws {
        let shared = Shared()
        server = try HTTPServer(port: port) { request in
            Self.answer(request, token: token, state: shared.state)
        }
    }

    /// The port that it listens on.
    public var port: Int { server.server.port }
    /// Its address on 127.0.0.1, without a slash at its end.
    public var url: String { server.url }

    private static func answer(
        _ request: HTTPServer.Request, token: String?, state: borrowing Mutex<StandInState>
    ) -> HTTPServer.Reply {
        if request.path.hasPrefix("/_") { return administer(request, state) }
        guard let route = Route(request.method, request.path) else { return reply(.problem(404, "no such resource")) }
        if let token, request.headers["Authorization"] != "Bearer \(token)" {
            return reply(.problem(401, "the token is missing or wrong"))
        }
        var call = Call(
            route: route, idempotencyKey: request.headers["Idempotency-Key"],
            traceparent: request.headers["traceparent"])
        if !request.body.isEmpty {
            guard let body = try? JSON.parse(request.body) else { return reply(.problem(400, "no JSON")) }
            call.body = body
        }
        let fault = state.withLock { $0.takeFault(for: route.operation) }
        if let latency = fault?.latency { Thread.sleep(forTimeInterval: Double(latency) / 1000) }
        switch fault?.action ?? .pass {
        case .pass: return reply(state.withLock { $0.perform(call) })
        case .status:
            let answer = Answer.problem(fault?.status ?? 500, "told to", retryAfter: fault?.retryAfter)
            state.withLock { $0.record(call, answer) }
            return reply(answer)
        case .hang, .drop:
            state.withLock { $0.record(call, nil) }
            return fault?.action == .hang ? .hang : .drop
        case .die, .mute:
            state.withLock { _ = $0.perform(call) }
            return fault?.action == .die ? .drop : .hang
        }
    }

    private static func administer(
        _ request: HTTPServer.Request, _ state: borrowing Mutex<StandInState>
    ) -> HTTPServer.Reply {
        switch (request.method, request.path) {
        case ("GET", "/_record"): return reply(Answer(200, state.withLock { $0.report }))
        case ("DELETE", "/_record"):
            state.withLock { $0 = StandInState() }
            return reply(Answer(204))
        case ("POST", "/_faults"):
            do {
                let faults = try FaultPlan(JSONReader(JSON.parse(request.body)))
                state.withLock { $0.plan = faults }
                return reply(Answer(204))
            } catch {
                return reply(.problem(400, "\(error)"))
            }
        default: return reply(.problem(404, "no such resource"))
        }
    }

    private static func reply(_ answer: Answer) -> HTTPServer.Reply {
        let isProblem = answer.status >= 400
        var lines = ["Content-Type: application/\(isProblem ? "problem+json" : "json")"]
        if let seconds = answer.retryAfter { lines.append("Retry-After: \(seconds)") }
        let body = answer.body.map { JSONSerializer().string($0) } ?? ""
        return .answer("\(answer.status) -", lines, body: body)
    }
}
