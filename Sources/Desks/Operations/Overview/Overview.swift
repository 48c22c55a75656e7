public import FoundationEssentials
public import JSON

/// What is under way and what waits, at one moment. Drills are not counted.
public struct Overview: Sendable, Hashable, JSONEncodable {
    /// The incidents that are not closed.
    public struct Incidents: Sendable, Hashable {
        /// Those that are active, by their severity, the most frequent first.
        public var active: [Count] = []
        /// Those of them that nobody leads.
        public var withoutCommander = 0
        /// When the oldest active one was reported.
        public var oldest: Date?
        /// Those that are stable.
        public var stable = 0

        /// How many of a severity.
        public struct Count: Sendable, Hashable {
            /// As the configuration has it.
            public let severity: String
            /// At least 1.
            public let count: Int

            /// So many of a severity.
            public init(severity: String, count: Int) {
                self.severity = severity
                self.count = count
            }
        }
    }

    /// The pages of escalations that are open.
    public struct Pages: Sendable, Hashable {
        /// Those that went out and have no answer.
        public var unanswered = 0
        /// When the oldest of them went out.
        public var oldest: Date?
        /// Those that have been due for a minute and did not go out.
        public var late = 0
    }

    /// The executions of playbooks that did not end.
    public struct Executions: Sendable, Hashable {
        /// Those that go on or wait.
        public var running = 0
        /// Those that somebody paused.
        public var paused = 0
    }

    /// When it was read.
    public let at: Date
    /// The incidents.
    public var incidents = Incidents()
    /// The pages.
    public var pages = Pages()
    /// The executions.
    public var executions = Executions()
    /// The workers by name.
    public var workers: [WorkerLoad] = []
    /// Why nothing is known of queues; `nil` when the broker was asked.
    public var brokerProblem: String?

    /// Nothing, at a moment.
    public init(at: Date) { self.at = at }

    /// `at`, `incidents`, `pages`, `executions`, `workers` and `broker_problem`.
    public var json: JSON {
        [
            "at": at.json,
            "incidents": [
                "active": .object(JSONObject(incidents.active.map { ($0.severity, .int($0.count)) })),
                "without_commander": .int(incidents.withoutCommander), "oldest_at": .optional(incidents.oldest),
                "stable": .int(incidents.stable),
            ],
            "pages": [
                "unanswered": .int(pages.unanswered), "oldest_at": .optional(pages.oldest), "late": .int(pages.late),
            ],
            "executions": ["running": .int(executions.running), "paused": .int(executions.paused)],
            "workers": workers.json, "broker_problem": .optional(brokerProblem),
        ]
    }
}
