import JSON

/// Something that goes wrong:
/// `{"operation": "ticket.create", "action": "status", "status": 429, "retry_after": 2, "latency_ms": 0, "times": 1}`.
struct Fault: Sendable, JSONDecodable {
    enum Action: String, Sendable, CaseIterable {
        /// Nothing goes wrong, after the latency.
        case pass
        /// Answers with `status` and `retry_after` instead of doing anything.
        case status
        /// Does nothing and never answers.
        case hang
        /// Does nothing and drops the connection.
        case drop
        /// Does what was asked and drops the connection without an answer.
        case die
        /// Does what was asked and never answers.
        case mute
    }

    /// `ticket.create`, `*.create`, `ticket.*` or `*`.
    var operation: String
    var action: Action
    var status: Int
    var retryAfter: Int?
    /// Milliseconds before anything else.
    var latency: Int?
    /// How often; absent for ever.
    var times: Int?

    init(_ reader: JSONReader) throws {
        try reader.object(allowing: ["operation", "action", "status", "retry_after", "latency_ms", "times"])
        operation = try reader.string("operation", length: 1...100)
        action =
            try reader.optionalString("action", length: 1...20) == nil
            ? .pass : reader.enumeration("action", of: Action.self)
        status = try reader.optionalInt("status", in: 200...599) ?? 500
        retryAfter = try reader.optionalInt("retry_after", in: 0...86_400)
        latency = try reader.optionalInt("latency_ms", in: 0...600_000)
        times = try reader.optionalInt("times", in: 1...1_000_000)
    }

    func concerns(_ operation: String) -> Bool {
        if self.operation == "*" || self.operation == operation { return true }
        let own = self.operation.split(separator: ".")
        let other = operation.split(separator: ".")
        guard own.count == 2, other.count == 2 else { return false }
        return (own[0] == "*" || own[0] == other[0]) && (own[1] == "*" || own[1] == other[1])
    }
}

/// Everything that goes wrong.
struct FaultPlan: Sendable {
    var faults: [Fault] = []
    /// How long `find` does not see what was created.
    var searchLag: Duration = .zero
    var honoursIdempotencyKeys = false

    init() {}

    init(_ reader: JSONReader) throws {
        try reader.object(allowing: ["faults", "search_lag_ms", "honours_idempotency_keys"])
        if reader.value["faults"] != nil {
            for element in try reader.array("faults", max: 100) { faults.append(try Fault(element)) }
        }
        searchLag = .milliseconds(try reader.optionalInt("search_lag_ms", in: 0...600_000) ?? 0)
        honoursIdempotencyKeys = reader.value["honours_idempotency_keys"]?.boolValue ?? false
    }
}
