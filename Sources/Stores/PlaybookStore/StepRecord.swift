import Encodings
public import FoundationEssentials
import IncidentStore
public import JSON
import Postgres

/// A row of `playbook_runner.task`: a step that somebody has been asked to do.
public struct StepRecord: Sendable, Hashable {
    /// Who is asked.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// An integration outside, by a message.
        case outside
        /// The runner itself, which calls somebody.
        case call
        /// People.
        case prompt
    }

    /// Whether it is waited for.
    public enum Status: String, Sendable, Hashable, CaseIterable {
        /// It is.
        case open
        /// Somebody answered, and the execution does not have the answer yet.
        case answered
        /// The execution has the answer.
        case done
        /// The execution does not wait for it any more.
        case cancelled
    }

    /// The execution's id.
    public var execution: UUID
    /// The task's number in its execution, from 1.
    public var number: Int
    /// The name of the state.
    public var state: String
    /// Who is asked.
    public var integration: String
    /// In which way.
    public var kind: Kind
    /// Whether the output stands in an object as AWS Lambda answers it.
    public var wraps: Bool
    /// What it is given, as JSON.
    public var input: String
    /// Of a step of a SOCless playbook what its output has besides its results, as JSON; `nil` for all others.
    public var context: String?
    /// When it was asked.
    public var askedAt: Date
    /// When it is waited for no more; `nil` for never.
    public var until: Date?
    /// Whether it is waited for.
    public var status: Status
    /// What was answered.
    public var answer: StepAnswer?
    /// When.
    public var answeredAt: Date?
    /// By whom.
    public var answeredBy: String?
    /// When somebody said last that it is at work; `nil` when the execution has heard it.
    public var heartbeatAt: Date?

    /// Reads a row of ``StepRows``.
    init(_ row: PostgresRow) throws(PostgresError) {
        execution = try row.decode("execution_id")
        number = try row.decode("number")
        state = try row.decode("state_name")
        integration = try row.decode("integration")
        kind = try row.enumeration("kind")
        wraps = try row.decode("wraps")
        input = try row.decode("input")
        context = try row.decode("context")
        askedAt = try row.decode("asked_at")
        until = try row.decode("until")
        status = try row.enumeration("status")
        answeredAt = try row.decode("answered_at")
        answeredBy = try row.decode("answered_by")
        heartbeatAt = try row.decode("heartbeat_at")
        if let output = try row.decode("output", as: String?.self) {
            answer = .output(output)
        } else if answeredAt != nil {
            answer = .failure(try row.decode("error"), cause: try row.decode("cause"))
        }
    }

    /// What the execution waits for, in words.
    public var words: String {
        switch kind {
        case .outside: "the integration \(integration)"
        case .call: "\(integration), which this runner calls"
        case .prompt: "somebody's answer"
        }
    }

    /// `state`, `for`, `since` and `until`, for callers.
    public var json: JSON {
        ["state": .string(state), "for": .string(words), "since": askedAt.json, "until": .optional(until)]
    }
}

/// What somebody says of a step.
public enum StepAnswer: Sendable, Hashable {
    /// It is done: what came of it, as JSON.
    case output(String)
    /// It failed; both may be missing.
    case failure(String?, cause: String?)
}
