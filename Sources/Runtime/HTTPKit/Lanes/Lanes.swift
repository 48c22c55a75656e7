import HTTPTypes
import Incident
import Logging

/// The lanes of a server, and what decides whether a request may have one.
struct Lanes: Sendable {
    /// Bytes of a body at most: more is read by the endpoint, whose limit is its own.
    static let bodyLimit = 128 << 10

    /// A request whose body is still to come.
    struct Admission {
        var lane: Lane
        var principal: Principal
        var trace: String?
        /// Bytes of the body, for which there is room.
        var length: Int
    }

    private let lanes: [String: Lane]
    private let doorkeeper: Doorkeeper
    private let problems: ProblemTranslation
    private let metrics: HTTPMetrics
    private let logger: Logger
    let bodies: BodyReader

    init(
        _ lanes: [Lane], doorkeeper: Doorkeeper, bodies: BodyReader, problems: ProblemTranslation,
        metrics: HTTPMetrics, logger: Logger
    ) {
        self.lanes = Dictionary(lanes.map { ($0.path, $0) }) { first, _ in first }
        self.doorkeeper = doorkeeper
        self.bodies = bodies
        self.problems = problems
        self.metrics = metrics
        self.logger = logger
    }

    /// Lets a request in whose head says that a lane can take it; `nil` leaves it to its endpoint.
    func admit(_ head: HTTPRequest) -> Admission? {
        guard head.method == .post, let path = head.path, let lane = lanes[path],
            let plain = PlainHead(head.headerFields), plain.length <= Self.bodyLimit,
            let principal = doorkeeper.admitAtOnce(plain.authorization, for: lane.scope),
            principal.signature == nil, bodies.take(plain.length)
        else { return nil }
        return Admission(
            lane: lane, principal: principal,
            trace: plain.traceparent.flatMap(TraceContext.init)?.traceparent, length: plain.length)
    }

    /// Counts an answer.
    func answered(_ status: HTTPResponse.Status, path: String, since start: ContinuousClock.Instant) {
        metrics.answered(HTTPRequest.Method.post.rawValue, path, status.code, in: .now - start)
    }

    /// What a caller is told of an error.
    func problem(of error: any Error, path: String) -> Problem {
        problems.problem(of: error, method: HTTPRequest.Method.post.rawValue, path: path, logger: logger)
    }
}

/// What a lane has to know of the head of a request.
private struct PlainHead {
    var length = 0
    var authorization = ""
    var traceparent: String?

    /// `nil` for a head that asks for anything that lanes do not do.
    init?(_ fields: HTTPFields) {
        for field in fields {
            switch field.name.canonicalName {
            case "content-length":
                guard let length = Int(field.value), length > 0 else { return nil }
                self.length = length
            case "content-type": guard field.value == "application/json" else { return nil }
            case "authorization": authorization = field.value
            case "traceparent": traceparent = field.value
            case "connection": guard field.value.lowercased() == "keep-alive" else { return nil }
            case "content-encoding", "expect", "idempotency-key", "muster-drill", "transfer-encoding", "upgrade":
                return nil
            // The attributes of an event whose data is the body.
            case let name where name.hasPrefix("ce-"): return nil
            default: break
            }
        }
        guard length > 0, !authorization.isEmpty else { return nil }
    }
}
