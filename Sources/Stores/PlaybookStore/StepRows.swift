import Digests
public import FoundationEssentials
public import Postgres

/// The rows of `playbook_runner.task`.
public enum StepRows {
    private static let columns = """
        select execution_id, number, state_name, integration, kind, wraps, input, context, asked_at, until, status, output, error,
            cause, answered_at, answered_by, heartbeat_at
        from playbook_runner.task
        """

    /// What a token is kept as.
    public static func digest(of token: String) -> [UInt8] { sha256(token) }

    /// The step that has this token, under its row's lock; `nil` when none has.
    public static func step(holding token: String, in database: some Querying) async throws -> StepRecord? {
        try await database.query(
            Statement(
                SQL(trusted: "\(columns) where token = $1 for update"), [.bytea(digest(of: token))]
            )
        ).first.map { row in try StepRecord(row) }
    }

    /// The step that has this token; `nil` when none has.
    public static func find(_ token: String, in database: some Querying) async throws -> StepRecord? {
        try await database.query(
            Statement(
                SQL(trusted: "\(columns) where token = $1"), [.bytea(digest(of: token))]
            )
        ).first.map { row in try StepRecord(row) }
    }

    /// The token of a step until whoever has to answer was sent it.
    public static func secret(
        of number: Int, _ execution: UUID, in database: some Querying
    ) async throws -> String? {
        try await database.query(
            Statement(
                "select secret from playbook_runner.task where execution_id = $1 and number = $2",
                [.uuid(execution), .int4(Int32(clamping: number))]
            )
        ).first?.decode("secret")
    }

    /// Forgets the token of a step: whoever has to answer has it.
    public static func forgetSecret(of number: Int, _ execution: UUID) -> Statement {
        Statement(
            "update playbook_runner.task set secret = null where execution_id = $1 and number = $2",
            [.uuid(execution), .int4(Int32(clamping: number))])
    }

    /// A step by its number; `nil` when there is none.
    public static func step(
        _ number: Int, of execution: UUID, in database: some Querying
    ) async throws -> StepRecord? {
        try await database.query(
            Statement(
                SQL(trusted: "\(columns) where execution_id = $1 and number = $2"),
                [.uuid(execution), .int4(Int32(clamping: number))]
            )
        ).first.map { row in try StepRecord(row) }
    }

    /// The steps of executions that are in this state, the oldest first.
    public static func steps(
        _ status: StepRecord.Status, of executions: [UUID], in database: some Querying
    ) async throws -> [StepRecord] {
        try await database.query(
            Statement(
                SQL(
                    trusted: """
                        \(columns) where execution_id = any($1) and status = $2
                        order by coalesce(answered_at, asked_at), number
                        """), [.uuidArray(executions), .text(status.rawValue)]
            )
        ).map { row in try StepRecord(row) }
    }

    /// What the steps of a SOCless playbook have answered so far, as JSON by their states, the oldest first.
    public static func results(
        of execution: UUID, in database: some Querying
    ) async throws -> [(state: String, output: String)] {
        try await database.query(
            Statement(
                """
                select state_name, output from playbook_runner.task
                where execution_id = $1 and context is not null and output is not null and status in ('answered', 'done')
                order by answered_at, number
                """, [.uuid(execution)])
        ).map { (try $0.decode("state_name"), try $0.decode("output")) }
    }

    /// The steps of executions that there is news of: those that were answered, and those at which somebody is still at work.
    public static func news(of executions: [UUID], in database: some Querying) async throws -> [StepRecord] {
        try await database.query(
            Statement(
                SQL(
                    trusted: """
                        \(columns) where execution_id = any($1) and status in ('open', 'answered')
                            and (status = 'answered' or heartbeat_at is not null)
                        order by coalesce(answered_at, asked_at), number
                        """), [.uuidArray(executions)])
        ).map { row in try StepRecord(row) }
    }

    /// Notes that somebody is at work at an open step.
    public static func beat(_ number: Int, of execution: UUID) -> Statement {
        Statement(
            """
            update playbook_runner.task set heartbeat_at = now()
            where execution_id = $1 and number = $2 and status = 'open'
            """, [.uuid(execution), .int4(Int32(clamping: number))])
    }

    /// Notes that an execution has heard of all who are at work.
    public static func heard(_ execution: UUID) -> Statement {
        Statement(
            """
            update playbook_runner.task set heartbeat_at = null
            where execution_id = $1 and status in ('open', 'answered') and heartbeat_at is not null
            """, [.uuid(execution)])
    }

    /// Keeps an answer to an open step; whoever asks next finds it answered.
    public static func answer(
        _ number: Int, of execution: UUID, with answer: StepAnswer, by actor: String
    ) -> Statement {
        var (output, error, cause): (String?, String?, String?) = (nil, nil, nil)
        switch answer {
        case .output(let text): output = text
        case .failure(let name, let reason): (error, cause) = (name?.storable, reason?.storable)
        }
        return Statement(
            """
            update playbook_runner.task set status = 'answered', output = $3, error = $4, cause = $5,
                answered_at = now(), answered_by = $6
            where execution_id = $1 and number = $2 and status = 'open'
            """,
            [
                .uuid(execution), .int4(Int32(clamping: number)), .init(output), .init(error), .init(cause),
                .text(actor),
            ])
    }
}
