import JSON

/// One call to the stand-in.
struct Call: Sendable {
    var route: Route
    var idempotencyKey: String?
    var traceparent: String?
    var body: JSON?

    init(route: Route, idempotencyKey: String? = nil, traceparent: String? = nil, body: JSON? = nil) {
        self.route = route
        self.idempotencyKey = idempotencyKey
        self.traceparent = traceparent
        self.body = body
    }
}

/// What the stand-in says to a call.
struct Answer: Sendable {
    var status: Int
    var body: JSON?
    var retryAfter: Int?

    init(_ status: Int, _ body: JSON? = nil, retryAfter: Int? = nil) {
        self.status = status
        self.body = body
        self.retryAfter = retryAfter
    }

    static func problem(_ status: Int, _ detail: String, retryAfter: Int? = nil) -> Answer {
        let body: JSON = ["title": "Not done", "status": .int(status), "detail": .string(detail)]
        return Answer(status, body, retryAfter: retryAfter)
    }
}
