import Encodings
public import FoundationEssentials
public import Incident
public import IncidentStore
public import Postgres
public import Tasks

/// The rows of `core.task` and `core.task_step`.
public enum TaskRows {
    private static let fields = """
        t.id, t.incident_id, i.name as incident, t.text, t.state, t.owner, t.assignees, t.due, t.due_set_at,
            t.priority, t.source, t.source_key, t.url, t.created_at, t.created_by, t.resolved_at, t.resolved_by,
            t.reminded_at, t.escalated_at, t.steps
        from core.task t join core.incident i on i.id = t.incident_id
        """
    private static let columns = "select \(fields)"

    // MARK: Reading

    /// The task with this id and its history; `nil` when there is none for the viewer.
    public static func task(_ id: UUID, for viewer: Viewer, in database: some Querying) async throws -> TaskRecord? {
        try await read(
            Statement(
                SQL(trusted: "\(columns) where t.id = $1 and i.visibility = any($2)"), [.uuid(id), bind(viewer)]),
            in: database
        ).first
    }

    /// The tasks that were made from these things, by what they were made from.
    public static func tasks(madeFrom keys: [String], in database: some Querying) async throws -> [String: TaskRecord] {
        let tasks = try await read(
            Statement(SQL(trusted: "\(columns) where t.source_key = any($1)"), [.textArray(keys)]), in: database)
        return Dictionary(tasks.map { ($0.sourceKey ?? "", $0) }) { first, _ in first }
    }

    /// A part of the tasks, the newest first, with their histories.
    /// - Parameters:
    ///   - states: those that are wanted; all when empty.
    ///   - person: of those alone that this mail address has or answers for.
    ///   - incident: of this one alone.
    ///   - cursor: `Page.nextCursor` of the page before.
    ///   - limit: of one page, 1 to 500.
    /// - Throws: `IncidentStoreError.Code.invalidCursor`, or `PostgresError`.
    public static func list(
        states: [TaskState] = [], person: String? = nil, of incident: UUID? = nil, for viewer: Viewer,
        after cursor: String? = nil, limit: Int, in database: some Querying
    ) async throws -> Page<TaskRecord> {
        let before = try cursor.map { text in
            guard let id = UUIDText.uuid(from: text) else {
                throw IncidentStoreError(.invalidCursor, "`\(text.prefix(40))`")
            }
            return id
        }
        let wanted = states.isEmpty ? TaskState.allCases : states
        let tasks = try await read(
            Statement(
                SQL(
                    trusted: """
                        \(columns)
                        where i.visibility = any($1) and t.state = any($2)
                            and ($3::text is null or lower(t.owner) = $3
                                or exists (select from unnest(t.assignees) as a (email) where lower(a.email) = $3))
                            and ($4::uuid is null or t.incident_id = $4) and ($5::uuid is null or t.id < $5)
                        order by t.id desc limit $6
                        """),
                [
                    bind(viewer), .textArray(wanted.map(\.rawValue)), .init(person?.lowercased()), .init(incident),
                    .init(before), .int(limit + 1),
                ]), in: database)
        let shown = Array(tasks.prefix(limit))
        return Page(
            items: shown, nextCursor: tasks.count > limit ? shown.last.map { UUIDText.string(from: $0.id) } : nil)
    }

    private static func read(_ statement: Statement, in database: some Querying) async throws -> [TaskRecord] {
        var tasks = try await database.query(statement).map { row in try TaskRecord(row) }
        if tasks.isEmpty { return tasks }
        let rows = try await database.query(
            Statement(
                """
                select task_id, at, kind, actor, text from core.task_step where task_id = any($1)
                order by task_id, number
                """, [.uuidArray(tasks.map(\.id))]))
        var histories: [UUID: [TaskStepRecord]] = [:]
        for row in rows { histories[try row.decode("task_id"), default: []].append(try TaskStepRecord(row)) }
        for index in tasks.indices { tasks[index].history = histories[tasks[index].id] ?? [] }
        return tasks
    }

    /// Takes the row to its transaction's end, and reads it without its history, and the database's clock (`now`).
    public static func lock(_ id: UUID) -> Statement {
        Statement(
            SQL(trusted: "select now() as now, \(fields) where t.id = $1 for no key update of t"),
            [.uuid(id)])
    }

    // MARK: Writing

    /// Writes a new task. It returns a row (`id`) unless one was made from the same thing before.
    public static func insert(_ task: TaskRecord) -> Statement {
        Statement(
            """
            insert into core.task (id, incident_id, text, owner, assignees, due, due_set_at, priority, source, source_key,
                url, created_at, created_by)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
            on conflict (source_key) do nothing returning id
            """,
            [
                .uuid(task.id), .uuid(task.incidentID), .text(task.content.text), .init(task.content.owner),
                .textArray(task.content.assignees), .timestamptz(task.content.due),
                .timestamptz(task.content.dueSetAt), .text(task.content.priority.rawValue),
                .text(task.source.rawValue), .init(task.sourceKey), .init(task.url), .timestamptz(task.createdAt),
                .text(task.createdBy),
            ])
    }

    /// Writes all that changes decide of a task whose row is held.
    public static func update(_ id: UUID, _ content: TaskContent) -> Statement {
        Statement(
            """
            update core.task set text = $2, state = $3, owner = $4, assignees = $5, due = $6, due_set_at = $7,
                priority = $8, resolved_at = $9, resolved_by = $10
            where id = $1
            """,
            [
                .uuid(id), .text(content.text), .text(content.state.rawValue), .init(content.owner),
                .textArray(content.assignees), .timestamptz(content.due), .timestamptz(content.dueSetAt),
                .text(content.priority.rawValue), .init(content.resolvedAt), .init(content.resolvedBy),
            ])
    }

    /// Adds a row to the history; the next number is taken under the row's lock.
    public static func append(_ step: TaskStep, to id: UUID, by actor: String) -> Statement {
        Statement(
            """
            with task as (update core.task set steps = steps + 1 where id = $1 returning id, steps)
            insert into core.task_step (task_id, number, kind, actor, text) select id, steps, $2, $3, $4 from task
            """, [.uuid(id), .text(step.kind.rawValue), .text(actor), .text(step.text)])
    }

    /// Notes that a reminder went out, or that the commander was told.
    public static func note(_ kind: TaskStep.Kind, of id: UUID) -> Statement {
        Statement(
            """
            update core.task set
                reminded_at = case when $2 = 'reminded' then now() else reminded_at end,
                escalated_at = case when $2 = 'escalated' then now() else escalated_at end
            where id = $1
            """, [.uuid(id), .text(kind.rawValue)])
    }

    private static func bind(_ viewer: Viewer) -> PostgresValue { .textArray(viewer.visibilities.map(\.rawValue)) }
}
