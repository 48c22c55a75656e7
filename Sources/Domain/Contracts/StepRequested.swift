import Encodings
public import FoundationEssentials
public import JSON

/// A step of a playbook for an integration outside, published under `task.<integration>`. Whoever does it publishes to `playbooks`
/// under `result.<its own name>` an object with the ``token`` and either `output`, any JSON, or `error` and `cause`, two texts; with
/// `"heartbeat": true` in place of both it says that it is still at work.
public struct StepRequested: PlaybookMessage, Hashable {
    /// `step.requested`.
    public static let name = "step.requested"
    /// 1.
    public static let version = 1

    /// The execution's UUIDv7.
    public var execution: UUID
    /// The playbook's name.
    public var playbook: String
    /// The name of the state.
    public var state: String
    /// Who is to do it.
    public var integration: String
    /// What goes back with the result: 32 to 1,024 characters.
    public var token: String
    /// What the step is given: at most 256 KiB.
    public var input: JSON
    /// Seconds after which a result comes too late, from now on; `nil` for none.
    public var timeoutSeconds: Int64?
    /// Seconds after which silence counts as failure; `nil` for none.
    public var heartbeatSeconds: Int64?
    /// Tries of this step before.
    public var retryCount: Int

    /// A step as the state asks for it.
    public init(
        execution: UUID, playbook: String, state: String, integration: String, token: String, input: JSON,
        timeoutSeconds: Int64? = nil, heartbeatSeconds: Int64? = nil, retryCount: Int = 0
    ) {
        self.execution = execution
        self.playbook = playbook
        self.state = state
        self.integration = integration
        self.token = token
        self.input = input
        self.timeoutSeconds = timeoutSeconds
        self.heartbeatSeconds = heartbeatSeconds
        self.retryCount = retryCount
    }

    /// The key of tasks for an integration.
    public static func key(of integration: String) -> String { "task.\(integration)" }

    /// Reads what ``json`` writes.
    /// - Throws: `JSONDecodingError` when a member is missing, too long or out of range.
    public init(_ reader: JSONReader) throws {
        let seconds = 1...99_999_999
        self.init(
            execution: try reader.uuid("execution"), playbook: try reader.string("playbook", length: 1...80),
            state: try reader.string("state", length: 1...80),
            integration: try reader.string("integration", length: 1...64),
            token: try reader.string("token", length: 32...1024), input: try reader.member("input").value,
            timeoutSeconds: try reader.optionalInt("timeout_seconds", in: seconds).map(Int64.init),
            heartbeatSeconds: try reader.optionalInt("heartbeat_seconds", in: seconds).map(Int64.init),
            retryCount: try reader.int("retry_count", in: 0...Int(Int32.max)))
    }

    /// `execution`, `playbook`, `state`, `integration`, `token`, `input`, `timeout_seconds`, `heartbeat_seconds` and `retry_count`.
    public var json: JSON {
        [
            "execution": .string(UUIDText.string(from: execution)), "playbook": .string(playbook),
            "state": .string(state), "integration": .string(integration), "token": .string(token), "input": input,
            "timeout_seconds": .optional(timeoutSeconds.map { Int($0) }),
            "heartbeat_seconds": .optional(heartbeatSeconds.map { Int($0) }), "retry_count": .int(retryCount),
        ]
    }
}
