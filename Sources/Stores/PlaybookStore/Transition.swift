public import FoundationEssentials
import JSON
public import Postgres
public import StatesLanguage

/// What one transaction makes of an execution.
public struct Transition: Sendable {
    /// A step that somebody is asked to do from now on.
    public struct Step: Sendable {
        /// The task's number in its execution.
        public var number: Int
        /// The name of the state.
        public var state: String
        /// Who is asked.
        public var integration: String
        /// In which way.
        public var kind: StepRecord.Kind
        /// Whether the output stands in an object as AWS Lambda answers it.
        public var wraps: Bool
        /// What it is given, as JSON.
        public var input: String
        /// Of a step of a SOCless playbook what its output has besides its results, as JSON.
        public var context: String?
        /// What came of it, as JSON, of one that was done at once.
        public var output: String?
        /// What an answer must carry.
        public var token: String
        /// Whether the token itself is kept until whoever has to answer was sent it.
        public var keepsToken: Bool
        /// When it is waited for no more; `nil` for never.
        public var until: Date?

        /// A step with all that its row needs.
        public init(
            number: Int, state: String, integration: String, kind: StepRecord.Kind, wraps: Bool, input: String,
            token: String, keepsToken: Bool, until: Date?
        ) {
            self.number = number
            self.state = state
            self.integration = integration
            self.kind = kind
            self.wraps = wraps
            self.input = input
            self.token = token
            self.keepsToken = keepsToken
            self.until = until
        }
    }

    /// The execution's id.
    public var id: UUID
    /// How it stands afterwards.
    public var execution: Execution
    /// When it ended; `nil` while it runs.
    public var stoppedAt: Date?
    /// Whether it stays paused, and the timers that rang meanwhile.
    public var due: [Int] = []
    /// The events that follow its history.
    public var history: [HistoryEvent] = []
    /// Steps that are waited for from now on.
    public var opened: [Step] = []
    /// Steps that were done at once, of SOCless playbooks: later ones see their results.
    public var settled: [Step] = []
    /// The numbers of those that are waited for no more.
    public var cancelled: [Int] = []
    /// The numbers of those whose answer it has now.
    public var delivered: [Int] = []
    /// What came of steps.
    public var outcomes: [StepOutcome] = []

    /// A transition to this state.
    public init(id: UUID, execution: Execution, stoppedAt: Date?) {
        self.id = id
        self.execution = execution
        self.stoppedAt = stoppedAt
    }

    /// The statements that write it.
    public var statements: [Statement] {
        var statements = [update]
        if !history.isEmpty { statements.append(append) }
        if !opened.isEmpty { statements.append(insert(opened)) }
        if !settled.isEmpty { statements.append(insert(settled)) }
        if !outcomes.isEmpty { statements.append(StepOutcome.append(outcomes, of: id)) }
        if !delivered.isEmpty { statements.append(mark(delivered, "done")) }
        if !cancelled.isEmpty { statements.append(mark(cancelled, "cancelled")) }
        if execution.status != .running {
            // Nothing waits any more, whatever was answered at the last moment.
            statements.append(
                Statement(
                    """
                    update playbook_runner.task set status = 'cancelled', secret = null
                    where execution_id = $1 and status in ('open', 'answered')
                    """, [.uuid(id)]))
        }
        return statements
    }

    /// Keeps the timers that rang while it is paused, and nothing else.
    public var keepDue: Statement {
        Statement(
            "update playbook_runner.execution set due = $2 where id = $1",
            [.uuid(id), .int4Array(due.map { Int32(clamping: $0) })])
    }

    private var update: Statement {
        Statement(
            """
            update playbook_runner.execution set status = $2, state = $3, active = $4, events = $5, output = $6,
                error = $7, cause = $8, stopped_at = $9, due = $10, wanted = null, wanted_by = null,
                wanted_error = null, wanted_cause = null,
                paused_at = case when $9::timestamptz is null then paused_at end,
                paused_by = case when $9::timestamptz is null then paused_by end
            where id = $1
            """,
            [
                .uuid(id), .text(execution.status.rawValue), .text(execution.json.text()),
                .textArray(execution.activeStates), .int4(Int32(clamping: execution.lastEventID)),
                .init(execution.output?.text()), .init(execution.error?.error?.storable),
                .init(execution.error?.cause?.storable), .init(stoppedAt),
                .int4Array(due.map { Int32(clamping: $0) }),
            ])
    }

    private var append: Statement {
        Statement(
            """
            insert into playbook_runner.history (execution_id, number, at, type, event)
            select $1, * from unnest($2::int4[], $3::timestamptz[], $4::text[], $5::text[])
            """,
            [
                .uuid(id), .int4Array(history.map { Int32(clamping: $0.id) }),
                .timestamptzArray(
                    history.map { Date(timeIntervalSince1970: Double($0.timestamp.milliseconds) / 1000) }),
                .textArray(history.map(\.type.rawValue)), .textArray(history.map { $0.json.text() }),
            ])
    }

    private func insert(_ steps: [Step]) -> Statement {
        Statement(
            """
            insert into playbook_runner.task
                (execution_id, number, token, state_name, integration, kind, wraps, input, secret, until, context, output,
                 status, answered_at, answered_by)
            select $1, s.*, case when s.output is null then 'open' else 'done' end,
                   case when s.output is not null then clock_timestamp() end,
                   case when s.output is not null then 'playbook-runner' end
            from unnest($2::int4[], $3::bytea[], $4::text[], $5::text[], $6::text[], $7::bool[], $8::text[],
                $9::text[], $10::timestamptz[], $11::text[], $12::text[])
                as s (number, token, state_name, integration, kind, wraps, input, secret, until, context, output)
            """,
            [
                .uuid(id), .int4Array(steps.map { Int32(clamping: $0.number) }),
                .byteaArray(steps.map { StepRows.digest(of: $0.token) }), .textArray(steps.map(\.state)),
                .textArray(steps.map(\.integration)), .textArray(steps.map(\.kind.rawValue)),
                .boolArray(steps.map(\.wraps)), .textArray(steps.map(\.input)),
                .textArray(steps.map { $0.keepsToken ? $0.token : nil }), .timestamptzArray(steps.map(\.until)),
                .textArray(steps.map(\.context)), .textArray(steps.map(\.output)),
            ])
    }

    private func mark(_ numbers: [Int], _ status: String) -> Statement {
        Statement(
            """
            update playbook_runner.task set status = $3, secret = null
            where execution_id = $1 and number = any($2) and status in ('open', 'answered')
            """, [.uuid(id), .int4Array(numbers.map { Int32(clamping: $0) }), .text(status)])
    }
}
