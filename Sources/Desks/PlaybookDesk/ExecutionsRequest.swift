public import FoundationEssentials
public import JSON
public import PlaybookStore
public import StatesLanguage

/// What `POST /api/v1/executions/changes` asks for: the same of many executions, a part of them at a time.
public struct ExecutionsRequest: Sendable, Hashable, JSONDecodable {
    /// What becomes of them.
    public var change: ExecutionVerb
    /// Those that stand so; all with which it can be done when empty.
    public var states: [String]
    /// Those of one playbook alone.
    public var playbook: String?
    /// Those that were started at this time or later.
    public var since: Date?
    /// Those that there were when this one was the newest.
    public var through: UUID?
    /// The last one of the part before.
    public var after: UUID?
    /// Whether only their extent is asked for.
    public var isDry: Bool
    /// Of a stop: what their error is then.
    public var reason: ErrorOutput

    /// A change of all that fit.
    public init(
        _ change: ExecutionVerb, states: [String] = [], playbook: String? = nil, since: Date? = nil,
        through: UUID? = nil, after: UUID? = nil, isDry: Bool = false, reason: ErrorOutput = ErrorOutput()
    ) {
        self.change = change
        self.states = states
        self.playbook = playbook
        self.since = since
        self.through = through
        self.after = after
        self.isDry = isDry
        self.reason = reason
    }

    /// Reads the body of a request: `change`, `states`, `playbook`, `since`, `through`, `after`, `dry_run`, `error` and `cause`.
    public init(_ reader: JSONReader) throws {
        try reader.object(
            allowing: "change", "states", "playbook", "since", "through", "after", "dry_run", "error", "cause")
        self.init(
            try reader.enumeration("change", of: ExecutionVerb.self),
            states: try reader.optionalStrings("states", max: 6, length: 1...20),
            playbook: try reader.optionalString("playbook", length: 1...80),
            since: try reader.optionalTimestamp("since"),
            through: try reader.optional("through").map { try $0.uuid() },
            after: try reader.optional("after").map { try $0.uuid() },
            isDry: try reader.optionalBool("dry_run") ?? false,
            reason: ErrorOutput(
                error: try reader.optionalString("error", length: 1...256),
                cause: try reader.optionalString("cause", length: 1...32_768)))
    }
}

/// What became of many executions, or would.
public struct ExecutionsAnswer: Sendable, Hashable, JSONEncodable {
    /// How many fit, by playbook, those with the most first; of a change those that still did before it.
    public var extent: [ExecutionSelection.Extent]
    /// How many of this part were changed.
    public var changed: Int
    /// Those that there were: for the parts that follow.
    public var through: UUID?
    /// The last one of this part; `nil` when no other follows.
    public var after: UUID?

    /// `matched`, `playbooks`, `changed`, `through` and `after`.
    public var json: JSON {
        [
            "matched": .int(extent.reduce(0) { $0 + $1.count }),
            "playbooks": .array(
                extent.map { part in
                    [
                        "playbook": .string(part.playbook), "count": .int(part.count),
                        "first_at": .optional(part.firstAt),
                        "last_at": .optional(part.lastAt),
                    ]
                }), "changed": .int(changed), "through": .optional(through), "after": .optional(after),
        ]
    }
}
