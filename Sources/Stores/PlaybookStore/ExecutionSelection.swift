public import FoundationEssentials
public import Incident
public import Postgres
public import StatesLanguage

/// What can be done with many executions at once.
public enum ExecutionVerb: String, Sendable, Hashable, CaseIterable {
    /// Nothing of them goes on.
    case pause
    /// They go on.
    case resume
    /// They end.
    case stop
    /// They go on where they ended without success.
    case redrive

    /// The states of executions with which it can be done.
    public var states: [String] {
        switch self {
        case .pause: ["RUNNING"]
        case .resume: ["PAUSED"]
        case .stop: ["RUNNING", "PAUSED"]
        case .redrive: ["FAILED", "TIMED_OUT", "ABORTED"]
        }
    }
}

/// Which executions are meant, by what they are and not by their ids.
public struct ExecutionSelection: Sendable, Hashable {
    /// How they stand: words of `ExecutionRecord.state`.
    public var states: [String]
    /// Those of one playbook alone.
    public var playbook: String?
    /// Those that were started at this time or later.
    public var since: Date?
    /// Those that there were when this one was the newest: what is started later is not meant.
    public var through: UUID?

    /// A selection of all that stand so.
    public init(states: [String], playbook: String? = nil, since: Date? = nil, through: UUID? = nil) {
        self.states = states
        self.playbook = playbook
        self.since = since
        self.through = through
    }

    /// How many of a playbook are meant.
    public struct Extent: Sendable, Hashable {
        /// The playbook's name.
        public var playbook: String
        /// How many there are.
        public var count: Int
        /// When the oldest of them was started.
        public var firstAt: Date
        /// When the newest of them was started.
        public var lastAt: Date
        /// The newest of them.
        public var newest: UUID
    }

    private static let condition = """
        from playbook_runner.execution e left join core.incident i on i.id = e.incident_id
        where (i.visibility is null or i.visibility = any($1))
            and case when e.status = 'RUNNING' and e.paused_at is not null then 'PAUSED' else e.status end = any($2)
            and ($3::text is null or e.playbook = $3) and ($4::timestamptz is null or e.started_at >= $4)
            and ($5::uuid is null or e.id <= $5)
        """

    private func binds(_ viewer: Viewer) -> [PostgresValue] {
        [
            .textArray(viewer.visibilities.map(\.rawValue)), .textArray(states), .init(playbook), .init(since),
            .init(through),
        ]
    }

    /// How many are meant of each playbook, those with the most first.
    public func extent(for viewer: Viewer, in database: some Querying) async throws -> [Extent] {
        try await database.query(
            Statement(
                SQL(
                    trusted: """
                        select e.playbook, count(*)::int as count, min(e.started_at) as first_at,
                            max(e.started_at) as last_at, (array_agg(e.id order by e.id desc))[1] as newest
                        \(Self.condition) group by e.playbook order by 2 desc, 1
                        """), binds(viewer))
        ).map { row in
            Extent(
                playbook: try row.decode("playbook"), count: try row.decode("count"),
                firstAt: try row.decode("first_at"), lastAt: try row.decode("last_at"),
                newest: try row.decode("newest"))
        }
    }

    /// Some of those that are meant, the newest first.
    /// - Parameters:
    ///   - id: the last one of the part before.
    ///   - limit: of one part.
    public func part(
        after id: UUID?, limit: Int, for viewer: Viewer, in database: some Querying
    ) async throws -> [UUID] {
        try await database.query(
            Statement(
                SQL(
                    trusted: """
                        select e.id \(Self.condition) and ($6::uuid is null or e.id < $6) order by e.id desc limit $7
                        """), binds(viewer) + [.init(id), .int(limit)])
        ).map { row in try row.decode("id") }
    }
}

extension ExecutionVerb {
    private static let held = """
        with held as (
            select id from playbook_runner.execution where id = any($1) order by id for update
        ) update playbook_runner.execution e
        """

    /// Notes of executions that this is wanted of them; returns the `id` of each with which it can be done. The rows are taken in an
    /// order that all share.
    /// - Parameters:
    ///   - actor: who wants it.
    ///   - reason: of a stop: what their error is then.
    public func want(of ids: [UUID], by actor: String, _ reason: ErrorOutput = ErrorOutput()) -> Statement {
        switch self {
        case .pause:
            Statement(
                SQL(
                    trusted: """
                        \(Self.held) set paused_at = now(), paused_by = $2 from held
                        where e.id = held.id and e.status = 'RUNNING' and e.paused_at is null returning e.id
                        """), [.uuidArray(ids), .text(actor)])
        case .resume:
            Statement(
                SQL(
                    trusted: """
                        \(Self.held) set paused_at = null, paused_by = null from held
                        where e.id = held.id and e.status = 'RUNNING' and e.paused_at is not null returning e.id
                        """), [.uuidArray(ids)])
        case .stop:
            Statement(
                SQL(
                    trusted: """
                        \(Self.held) set wanted = 'stop', wanted_by = $2, wanted_error = $3, wanted_cause = $4 from held
                        where e.id = held.id and e.status = 'RUNNING' returning e.id
                        """), [.uuidArray(ids), .text(actor), .init(reason.error), .init(reason.cause)])
        case .redrive:
            Statement(
                SQL(
                    trusted: """
                        \(Self.held) set wanted = 'redrive', wanted_by = $2, wanted_error = null, wanted_cause = null
                        from held where e.id = held.id and e.status in ('FAILED', 'TIMED_OUT', 'ABORTED') returning e.id
                        """), [.uuidArray(ids), .text(actor)])
        }
    }
}
