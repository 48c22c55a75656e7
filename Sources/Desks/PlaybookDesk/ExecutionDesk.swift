import Encodings
public import FoundationEssentials
public import Incident
import IncidentDesk
public import IncidentStore
public import JSON
public import PlaybookStore
public import Postgres
import StatesLanguage
public import WorkStore

/// Executions: what people do with them, once for every door. What becomes of an execution then, the playbook-runner decides.
public struct ExecutionDesk: Sendable {
    let database: PostgresClient
    let committer: Committer

    /// - Parameters:
    ///   - database: where executions are read.
    ///   - committer: writes what people want.
    public init(database: PostgresClient, committer: Committer) {
        self.database = database
        self.committer = committer
    }

    /// Words for how an execution stands.
    public static let states = ["RUNNING", "SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED", "PAUSED"]

    /// An execution, and the steps that it waits for.
    /// - Throws: ``PlaybookDeskError/Code/notFound``; `PostgresError`.
    public func execution(
        _ id: UUID, for viewer: Viewer
    ) async throws -> (execution: ExecutionRecord, waiting: [StepRecord]) {
        guard let execution = try await ExecutionRows.execution(id, for: viewer, in: database) else {
            throw PlaybookDeskError.noExecution
        }
        return (execution, try await StepRows.steps(.open, of: [id], in: database))
    }

    /// A part of the executions, the newest first; see `ExecutionRows.list`.
    /// - Throws: ``PlaybookDeskError/Code/invalid`` for a word that is no state; `IncidentDeskError` for an incident that is not
    ///   there for the viewer; `IncidentStoreError`; `PostgresError`.
    public func list(
        states: [String], playbook: String?, of name: IncidentName?, for viewer: Viewer, after cursor: String?,
        limit: Int
    ) async throws -> Page<ExecutionRecord> {
        for state in states where !Self.states.contains(state) {
            throw PlaybookDeskError(
                .invalid, "\(state.prefix(40)) is no state; those are \(Self.states.joined(separator: ", "))")
        }
        var incident: UUID?
        if let name {
            guard let found = try await Incidents.incident(name, for: viewer, in: database) else {
                throw IncidentDeskError.noIncident(name)
            }
            incident = found.id
        }
        return try await ExecutionRows.list(
            states: states, playbook: playbook, incident: incident, for: viewer, after: cursor, limit: limit,
            in: database)
    }

    /// A part of an execution's history, in its order.
    /// - Throws: ``PlaybookDeskError/Code/notFound``; `IncidentStoreError`; `PostgresError`.
    public func history(
        of id: UUID, for viewer: Viewer, after cursor: String?, limit: Int
    ) async throws -> Page<JSON> {
        let number = try cursor.map { text in
            guard let number = Int(text), number > 0 else {
                throw IncidentStoreError(.invalidCursor, "`\(text.prefix(40))`")
            }
            return number
        }
        guard let execution = try await ExecutionRows.execution(id, for: viewer, in: database) else {
            throw PlaybookDeskError.noExecution
        }
        return try await ExecutionRows.history(of: execution.id, after: number ?? 0, limit: limit, in: database)
    }

    /// Starts an execution of the current version of a playbook. The same start under the same name is the same execution.
    /// - Returns: the answer: the execution, 201 for a new one and 200 for one that was there; the earlier answer when the
    ///   idempotency key was used before.
    /// - Throws: as `ExecutionStarter.start`.
    public func start(
        _ playbook: String, _ request: ExecutionRequest, actor: String, viewer: Viewer, idempotency: Idempotency?,
        trace: String?
    ) async throws -> StoredAnswer {
        let starter = ExecutionStarter(actor: actor, viewer: viewer, trace: trace)
        return try await answering(idempotency) { work in
            let (execution, isNew) = try await starter.start(playbook, request, in: work)
            return StoredAnswer(status: isNew ? 201 : 200, body: execution.json.bytes())
        }
    }

    /// Does something once for each idempotency key.
    private func answering(
        _ idempotency: Idempotency?, _ body: @escaping @Sendable (UnitOfWork) async throws -> StoredAnswer
    ) async throws -> StoredAnswer {
        try await committer.commit { work in
            switch try await IdempotencyRows.earlier(idempotency, in: work) {
            case nil: break
            case .answered(let answer): return answer
            case .keyReused: throw PlaybookDeskError.keyReused
            }
            let answer = try await body(work)
            if let idempotency { work.write(IdempotencyRows.keep([(idempotency, answer)])) }
            return answer
        }
    }

    /// Ends an execution, as soon as the runner has seen it; one that is paused, too.
    public func stop(
        _ id: UUID, _ request: StopRequest, actor: String, viewer: Viewer, trace: String?
    ) async throws -> ExecutionRecord {
        try await change(id, for: viewer, trace: trace, ExecutionRows.stop(id, by: actor, request.reason)) {
            execution in
            "the execution has ended already: it is \(execution.state)"
        }
    }

    /// Has an execution that did not succeed go on where it ended.
    public func redrive(_ id: UUID, actor: String, viewer: Viewer, trace: String?) async throws -> ExecutionRecord {
        try await change(id, for: viewer, trace: trace, ExecutionRows.redrive(id, by: actor)) { execution in
            "only what ended without success is driven again: the execution is \(execution.state)"
        }
    }

    /// Holds an execution: nothing of it goes on, and what comes meanwhile waits.
    public func pause(_ id: UUID, actor: String, viewer: Viewer, trace: String?) async throws -> ExecutionRecord {
        try await change(id, for: viewer, trace: trace, ExecutionRows.pause(id, by: actor)) { execution in
            execution.isPaused ? nil : "the execution has ended already: it is \(execution.state)"
        }
    }

    /// Lets go of an execution.
    public func resume(_ id: UUID, actor: String, viewer: Viewer, trace: String?) async throws -> ExecutionRecord {
        try await change(id, for: viewer, trace: trace, ExecutionRows.resume(id)) { execution in
            execution.status == .running ? nil : "the execution has ended already: it is \(execution.state)"
        }
    }

    private func change(
        _ id: UUID, for viewer: Viewer, trace: String?, _ statement: Statement,
        refusal: @escaping @Sendable (ExecutionRecord) -> String?
    ) async throws -> ExecutionRecord {
        try await committer.commit { work in
            guard let before = try await ExecutionRows.execution(id, for: viewer, in: work) else {
                throw PlaybookDeskError.noExecution
            }
            let isDone = try await !work.query(statement).isEmpty
            guard let after = try await ExecutionRows.execution(id, for: viewer, in: work) else {
                throw PlaybookDeskError.noExecution
            }
            if isDone {
                ExecutionNews.advance(before, cause: trace, in: work)
            } else if let detail = refusal(after) {
                throw PlaybookDeskError(.over, detail)
            }
            return after
        }
    }

    /// Answers a step that waits for whoever has its token.
    /// - Returns: the answer: the step, and of its execution no more than its id, since a token shows nobody an incident.
    /// - Throws: ``PlaybookDeskError``: of an unknown token, of an answer that the question does not take, and of one that comes
    ///   second or too late.
    public func answer(
        _ request: AnswerRequest, actor: String, idempotency: Idempotency?, trace: String?
    ) async throws -> StoredAnswer {
        try await answering(idempotency) { work in
            guard let step = try await StepRows.step(holding: request.token, in: work),
                let execution = try await ExecutionRows.execution(step.execution, for: .system, in: work)
            else { throw PlaybookDeskError(.notFound, "nothing waits for this token; is it whole?") }
            try StepAnswers.check(request, of: step)
            let answer: StepAnswer =
                if let output = request.output {
                    .output(output.text())
                } else { .failure(request.failure?.error, cause: request.failure?.cause) }
            work.write(StepRows.answer(step.number, of: step.execution, with: answer, by: actor))
            ExecutionNews.advance(execution, cause: trace, in: work)
            return StoredAnswer(
                status: 200,
                body: JSON.object(["execution": step.execution.json, "state": .string(step.state)]).bytes())
        }
    }
}
