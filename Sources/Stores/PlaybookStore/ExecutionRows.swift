import Encodings
public import FoundationEssentials
public import Incident
public import IncidentStore
public import JSON
public import Postgres
public import StatesLanguage

/// The rows of `playbook_runner.execution` and its history, as people read them and say what they want.
public enum ExecutionRows {
    private static let columns = """
        select e.id, e.playbook, e.version, e.name, e.status, e.paused_at is not null as paused, e.incident_id,
            i.name as incident, e.alert_id, e.investigation_id, e.is_duplicate,
            (select v.status from playbook_runner.investigation v where v.id = e.investigation_id)
                as investigation_status, e.input, e.output, e.error, e.cause, e.started_by, e.started_at,
            e.stopped_at, e.active, e.events
        from playbook_runner.execution e left join core.incident i on i.id = e.incident_id
        """
    /// What is of no incident is there for everybody.
    private static let visible = "(i.visibility is null or i.visibility = any($1))"

    /// The execution with this id; `nil` when there is none for the viewer.
    public static func execution(
        _ id: UUID, for viewer: Viewer, in database: some Querying
    ) async throws -> ExecutionRecord? {
        try await database.query(
            Statement(
                SQL(trusted: "\(columns) where \(visible) and e.id = $2"), [bind(viewer), .uuid(id)]
            )
        ).first.map { row in try ExecutionRecord(row) }
    }

    /// Executions by their ids; those that are not there for the viewer are left out.
    public static func executions(
        _ ids: [UUID], for viewer: Viewer, in database: some Querying
    ) async throws -> [ExecutionRecord] {
        try await database.query(
            Statement(
                SQL(trusted: "\(columns) where \(visible) and e.id = any($2) order by e.id"),
                [bind(viewer), .uuidArray(ids)])
        ).map { row in try ExecutionRecord(row) }
    }

    /// The execution of a playbook with this name; `nil` when there is none for the viewer.
    public static func execution(
        named name: String, of playbook: String, for viewer: Viewer, in database: some Querying
    ) async throws -> ExecutionRecord? {
        try await database.query(
            Statement(
                SQL(trusted: "\(columns) where \(visible) and e.playbook = $2 and e.name = $3"),
                [bind(viewer), .text(playbook), .text(name)]
            )
        ).first.map { row in try ExecutionRecord(row) }
    }

    /// A part of the executions, the newest first.
    /// - Parameters:
    ///   - states: those that are wanted, `PAUSED` among them; all when empty.
    ///   - playbook: of this one alone.
    ///   - incident: of this one alone.
    ///   - cursor: `Page.nextCursor` of the page before.
    ///   - limit: of one page, 1 to 200.
    /// - Throws: `IncidentStoreError.Code.invalidCursor`, or `PostgresError`.
    public static func list(
        states: [String] = [], playbook: String? = nil, incident: UUID? = nil, for viewer: Viewer,
        after cursor: String? = nil, limit: Int, in database: some Querying
    ) async throws -> Page<ExecutionRecord> {
        let before = try cursor.map { text in
            guard let id = UUIDText.uuid(from: text) else {
                throw IncidentStoreError(.invalidCursor, "`\(text.prefix(40))`")
            }
            return id
        }
        let rows = try await database.query(
            Statement(
                SQL(
                    trusted: """
                        \(columns)
                        where \(visible)
                            and (cardinality($2::text[]) = 0
                                or case when e.status = 'RUNNING' and e.paused_at is not null then 'PAUSED'
                                        else e.status end = any($2))
                            and ($3::text is null or e.playbook = $3) and ($4::uuid is null or e.incident_id = $4)
                            and ($5::uuid is null or e.id < $5)
                        order by e.id desc limit $6
                        """),
                [
                    bind(viewer), .textArray(states), .init(playbook), .init(incident), .init(before), .int(limit + 1),
                ]))
        let found = try rows.map { row in try ExecutionRecord(row) }
        let shown = Array(found.prefix(limit))
        return Page(
            items: shown, nextCursor: found.count > limit ? shown.last.map { UUIDText.string(from: $0.id) } : nil)
    }

    /// A part of an execution's history, in its order: the events as GetExecutionHistory shows them.
    /// - Parameters:
    ///   - number: of the last event that is known; 0 for the beginning.
    ///   - limit: of one page, 1 to 1,000.
    public static func history(
        of execution: UUID, after number: Int = 0, limit: Int, in database: some Querying
    ) async throws -> Page<JSON> {
        let rows = try await database.query(
            Statement(
                """
                select number, event from playbook_runner.history
                where execution_id = $1 and number > $2 order by number limit $3
                """, [.uuid(execution), .int4(Int32(clamping: number)), .int(limit + 1)]))
        let shown = rows.prefix(limit)
        let events = try shown.map { row in
            try JSON.parse(row.decode("event", as: String.self), limits: Execution.storedLimits)
        }
        let last = try shown.last.map { row in try row.decode("number", as: Int.self) }
        return Page(items: events, nextCursor: rows.count > limit ? last.map(String.init) : nil)
    }

    // MARK: What people want

    /// Holds an execution that runs; returns its `id` when it did run and was not held.
    public static func pause(_ id: UUID, by actor: String) -> Statement {
        Statement(
            """
            update playbook_runner.execution set paused_at = now(), paused_by = $2
            where id = $1 and status = 'RUNNING' and paused_at is null returning id
            """, [.uuid(id), .text(actor)])
    }

    /// Lets go of an execution; returns its `id` when it was held.
    public static func resume(_ id: UUID) -> Statement {
        Statement(
            """
            update playbook_runner.execution set paused_at = null, paused_by = null
            where id = $1 and status = 'RUNNING' and paused_at is not null returning id
            """, [.uuid(id)])
    }

    /// Notes that an execution is to end; returns its `id` when it runs.
    public static func stop(_ id: UUID, by actor: String, _ error: ErrorOutput) -> Statement {
        Statement(
            """
            update playbook_runner.execution
            set wanted = 'stop', wanted_by = $2, wanted_error = $3, wanted_cause = $4
            where id = $1 and status = 'RUNNING' returning id
            """, [.uuid(id), .text(actor), .init(error.error), .init(error.cause)])
    }

    /// Notes that an execution is to go on where it failed; returns its `id` when it has ended without success.
    public static func redrive(_ id: UUID, by actor: String) -> Statement {
        Statement(
            """
            update playbook_runner.execution
            set wanted = 'redrive', wanted_by = $2, wanted_error = null, wanted_cause = null
            where id = $1 and status in ('FAILED', 'TIMED_OUT', 'ABORTED') returning id
            """, [.uuid(id), .text(actor)])
    }

    private static func bind(_ viewer: Viewer) -> PostgresValue { .textArray(viewer.visibilities.map(\.rawValue)) }
}
